// Writes licences.txt beside the bundle: the licence of each package whose code or font is in it.
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Plugin} from 'vite';

const PACKAGE = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//;

function describe(folder: string): string {
  const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string;
  };
  const files = readdirSync(folder).filter((name) => /^licen[cs]e/i.test(name));
  const texts = files.map((name) => readFileSync(join(folder, name), 'utf8').trim());
  return [`${about.name} ${about.version} (${about.license ?? 'see below'})`, ...texts].join('\n\n');
}

export function licences(): Plugin {
  return {
    name: 'bassin-licences',
    apply: 'build',
    generateBundle() {
      const folders = new Set<string>();
      for (const id of this.getModuleIds()) {
        const folder = PACKAGE.exec(id.replace(/^\0/, ''))?.[1];
        if (folder && existsSync(join(folder, 'package.json'))) folders.add(folder);
      }
      const source =
        [...folders]
          .sort()
          .map(describe)
          .join(`\n\n${'-'.repeat(72)}\n\n`) + '\n';
      this.emitFile({type: 'asset', fileName: 'licences.txt', source});
    }
  };
}
