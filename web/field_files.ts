// What the field application's bundle needs beside its scripts: its manifest, its icons, and the list of its files in the service worker.
import {createHash} from 'node:crypto';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {crc32, deflateSync} from 'node:zlib';
import type {Plugin} from 'vite';

const SHORE = [11, 97, 105];
const WHITE = [255, 255, 255];

// Signed distance to a pin (a drop with its point below), in a square of 0 to 1.
function pin(x: number, y: number): number {
  const [cx, cy, r, tip] = [0.5, 0.36, 0.2, 0.72];
  const round = Math.hypot(x - cx, y - cy) - r;
  const sin = r / (tip - cy);
  const edge = Math.abs(x - cx) * Math.sqrt(1 - sin * sin) + (y - tip) * sin;
  return y > cy + r * sin ? edge : round;
}

// One of the waves of our sign, below the pin.
const wave = (x: number, y: number, at: number) => Math.abs(y - at - 0.025 * Math.sin(x * 4 * Math.PI)) - 0.022;

function colourAt(x: number, y: number): number[] {
  const hole = Math.hypot(x - 0.5, y - 0.36) - 0.085;
  const inWave = Math.min(wave(x, y, 0.78), wave(x, y, 0.88)) < 0 && x > 0.17 && x < 0.83;
  return (pin(x, y) < 0 && hole > 0) || inWave ? WHITE : SHORE;
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const size = Buffer.alloc(4);
  const sum = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, sum]);
}

// Full to its edges: the system cuts its own shape out of it ("maskable"). Sixteen samples a pixel.
export function iconOf(size: number): Buffer {
  const rows = Buffer.alloc(size * (size * 3 + 1));
  let at = 0;
  for (let row = 0; row < size; row += 1) {
    rows[at++] = 0;
    for (let column = 0; column < size; column += 1) {
      const sum = [0, 0, 0];
      for (let sample = 0; sample < 16; sample += 1) {
        const x = (column + ((sample % 4) + 0.5) / 4) / size;
        const y = (row + (Math.floor(sample / 4) + 0.5) / 4) / size;
        colourAt(x, y).forEach((value, index) => (sum[index] = (sum[index] ?? 0) + value));
      }
      for (const value of sum) rows[at++] = Math.round(value / 16);
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, {level: 9})),
    chunk('IEND', Buffer.alloc(0))
  ]);
}

const MANIFEST = {
  name: 'Bassin · Terrain',
  short_name: 'Terrain',
  lang: 'fr',
  id: '/terrain/',
  start_url: '/terrain/',
  scope: '/terrain/',
  display: 'standalone',
  orientation: 'portrait',
  background_color: '#f6f5f1',
  theme_color: '#0b6169',
  icons: [192, 512].map((size) => ({
    src: `/terrain/icon-${size}.png`,
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose: 'any maskable'
  }))
};

// Every file of the folder, as it is asked for.
function filesIn(folder: string): string[] {
  return readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter((one) => one.isFile() && one.name !== 'worker.js')
    .map((one) => join(one.parentPath, one.name).slice(folder.length + 1))
    .sort();
}

export function fieldFiles(): Plugin {
  let folder = '';
  return {
    name: 'bassin-field-files',
    apply: 'build',
    configResolved(config) {
      folder = join(config.root, config.build.outDir);
    },
    closeBundle() {
      writeFileSync(join(folder, 'manifest.webmanifest'), JSON.stringify(MANIFEST, null, 2) + '\n');
      for (const size of [192, 512]) writeFileSync(join(folder, `icon-${size}.png`), iconOf(size));
      const files = filesIn(folder);
      const sum = createHash('sha256');
      for (const name of files) sum.update(name).update(readFileSync(join(folder, name)));
      const worker = readFileSync(join(folder, 'worker.js'), 'utf8');
      const kept = files.map((name) => (name === 'index.html' ? '' : name));
      const filled = worker
        .replace(/(["'`])@files@\1/, JSON.stringify(kept))
        .replace(/(["'`])@version@\1/, JSON.stringify(sum.digest('hex').slice(0, 16)));
      if (filled.includes('@files@') || filled.includes('@version@')) throw new Error('the worker is not as it was written');
      writeFileSync(join(folder, 'worker.js'), filled);
    }
  };
}
