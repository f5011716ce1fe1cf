// A browser with a profile that outlives it, to be killed without warning, and what its files hold.
import {spawn} from 'node:child_process';
import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {chromium} from 'playwright-core';
import {fail, until} from './harness.mjs';

export class Phone {
  constructor(folder) {
    this.folder = folder;
    mkdirSync(folder, {recursive: true});
  }

  async start() {
    const program = process.env.BASSIN_CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);
    if (!program) fail('Chromium is not installed: ./run install test');
    const port = join(this.folder, 'DevToolsActivePort');
    rmSync(port, {force: true});
    const words = ['--headless=new', '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking'];
    words.push(
      '--disable-component-update',
      '--disable-sync',
      '--remote-debugging-port=0',
      '--hide-scrollbars',
      '--lang=fr-FR'
    );
    this.process = spawn(program, [...words, `--user-data-dir=${this.folder}`, 'about:blank'], {
      detached: true,
      stdio: 'ignore'
    });
    // A test that failed leaves none behind.
    const {pid} = this.process;
    this.end = () => {
      try {
        process.kill(-pid, 'SIGKILL');
      } catch {
        // It is gone.
      }
    };
    process.once('exit', this.end);
    const lines = () => (existsSync(port) ? readFileSync(port, 'utf8').split('\n') : []);
    const [number, path] = await until(() => (lines().length > 1 ? lines() : null), 'the browser listens');
    this.browser = await chromium.connectOverCDP(`ws://127.0.0.1:${number}${path}`);
    this.context = this.browser.contexts()[0];
    this.page = await this.context.newPage();
    this.page.setDefaultTimeout(10_000);
    await this.page.setViewportSize({width: 360, height: 740});
    this.page.faults = [];
    this.page.on('console', (message) => {
      const expected = /Failed to load resource|ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED/.test(message.text());
      if (message.type() === 'error' && !expected) this.page.faults.push(message.text());
    });
    this.page.on('pageerror', (error) => this.page.faults.push(String(error.stack ?? error)));
    return this.page;
  }

  // All of its processes at once: nothing is written any more.
  async kill() {
    const ended = new Promise((done) => this.process.once('exit', done));
    this.end();
    process.off('exit', this.end);
    await ended;
    await this.browser.close().catch(() => undefined);
  }

  // Which of these words stand anywhere in the files of the profile, as the browser may write them.
  holding(words) {
    const found = new Set();
    const look = (bytes) => {
      for (const word of words)
        for (const encoding of ['utf8', 'utf16le', 'latin1']) if (bytes.includes(Buffer.from(word, encoding))) found.add(word);
    };
    for (const one of readdirSync(this.folder, {recursive: true, withFileTypes: true})) {
      look(Buffer.from(one.name));
      if (one.isFile()) look(readFileSync(join(one.parentPath, one.name)));
    }
    return [...found];
  }
}
