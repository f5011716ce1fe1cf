// A running `bassin serve` over the fictitious territory, Debian's Chromium on it, and axe on each page that asks for it.
import {spawn, spawnSync} from 'node:child_process';
import {createHmac} from 'node:crypto';
import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {chromium} from 'playwright-core';

const here = dirname(fileURLToPath(import.meta.url));
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
export const pictures = resolve(here, '../../build/screenshots');

export const DESKTOP = {viewport: {width: 1440, height: 900}};
export const PHONE = {
  viewport: {width: 360, height: 740},
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true
};

export function run(binary, ...words) {
  const done = spawnSync(binary, words, {encoding: 'utf8'});
  if (done.status !== 0) throw new Error(`${words.join(' ')}: exit ${done.status}\n${done.stdout}${done.stderr}`);
  return done.stdout;
}

export function fail(text) {
  throw new Error(text);
}

export function same(found, expected, what) {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  if (a !== b) fail(`${what}: ${a}, expected ${b}`);
}

// Waits until `holds` gives something true, and gives it.
export async function until(holds, what, seconds = 20) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await holds();
    if (found) return found;
    if (Date.now() > end) fail(`not after ${seconds} s: ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

// RFC 6238, six digits, thirty seconds.
export function totp(secret, at = Date.now()) {
  const bits = [...secret].map((one) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(one).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const moment = Buffer.alloc(8);
  moment.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const hash = createHmac('sha1', key).update(moment).digest();
  return String((hash.readUInt32BE(hash[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

export class Site {
  static async open(binary, {synthesis = ['--demonstration'], configuration = '', register = true} = {}) {
    const site = new Site();
    site.binary = resolve(binary);
    site.folder = mkdtempSync(join(tmpdir(), 'bassin-browser-'));
    site.data = join(site.folder, 'data');
    const files = join(site.folder, 'files');
    run(site.binary, 'synthesize', files, ...synthesis);
    const tables = readdirSync(files)
      .filter((name) => name.endsWith('.csv'))
      .map((name) => join(files, name));
    if (register) run(site.binary, 'import', ...tables, '--data', site.data, '--fictitious', '--force');
    site.files = files;
    await site.serve(configuration);
    await site.browse();
    return site;
  }

  async serve(configuration, port = 0) {
    const path = join(this.folder, 'bassin.toml');
    const limits = '[access]\npublic_register = true\n[limits]\nrequests_per_second = 100000\nrequests_at_once = 100000\n';
    writeFileSync(path, configuration + limits);
    this.process = spawn(this.binary, ['serve', '--config', path, '--data', this.data, '--port', String(port), '--lang', 'en']);
    let said = '';
    this.process.stderr.on('data', (text) => (said += text));
    const found = await until(() => {
      if (this.process.exitCode !== null) fail(`the server ended: ${said}`);
      return /answers at (http:\/\/127\.0\.0\.1:\d+)/.exec(said);
    }, 'the server answers');
    this.url = found[1];
    this.said = () => said;
  }

  async browse() {
    const executablePath = process.env.BASSIN_CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);
    if (!executablePath) fail('Chromium is not installed: ./run install test');
    this.browser = await chromium.launch({
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync'
      ]
    });
  }

  // A page in a context of its own. What the page logs as an error, or a policy refuses, fails the test at close().
  async page(kind = DESKTOP, more = {}) {
    const context = await this.browser.newContext({
      locale: 'fr-FR',
      timezoneId: 'Europe/Paris',
      reducedMotion: 'reduce',
      ...kind,
      ...more
    });
    const page = await context.newPage();
    page.faults = [];
    page.on('console', (message) => {
      const expected = /Failed to load resource.*\b(400|401|403|404|409|415)\b/.test(message.text());
      if (message.type() === 'error' && !expected) page.faults.push(message.text());
    });
    page.on('pageerror', (error) => page.faults.push(String(error.stack ?? error)));
    return page;
  }

  async close() {
    await this.browser?.close();
    this.process?.kill('SIGTERM');
    rmSync(this.folder, {recursive: true, force: true});
  }
}

// For people to look at, where BASSIN_PICTURES is set: they cost a sixth of a journey's time, and no test compares them.
export async function picture(page, name, options = {}) {
  if (!process.env.BASSIN_PICTURES) return;
  mkdirSync(pictures, {recursive: true});
  await page.screenshot({path: join(pictures, `${name}.png`), ...options});
}

// The page as it stands is one that a parser of HTML would make: no forbidden nesting, no id twice.
async function valid(page, name) {
  const faults = await page.evaluate(() => {
    const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);
    const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
    const own = document.body.cloneNode(true);
    own.normalize();
    // The policy refuses inline styles to whatever is parsed; those here were set by scripts.
    for (const one of own.querySelectorAll('[style]')) one.removeAttribute('style');
    const again = new DOMParser().parseFromString(`<!doctype html><body>${own.innerHTML}`, 'text/html').body;
    const nested = again.innerHTML === own.innerHTML ? [] : ['a parser nests it otherwise'];
    return [...twice.map((id) => `the id ${id} twice`), ...nested];
  });
  if (faults.length > 0) fail(`${name}: ${faults.join(', ')}`);
}

// No violation of WCAG 2.1 A or AA, nor of the rules of good practice.
export async function accessible(page, name) {
  await valid(page, name);
  await page.evaluate(axeSource);
  const found = await page.evaluate(async () => {
    const answer = await globalThis.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']
    });
    return answer.violations.map(
      (one) =>
        `${one.id}: ${one.help}\n    ${one.nodes
          .slice(0, 4)
          .map((node) => node.html.slice(0, 200))
          .join('\n    ')}`
    );
  });
  if (found.length > 0) fail(`axe on ${name}:\n  ${found.join('\n  ')}`);
}

// Nothing is wider than the window: no scrolling in two directions (WCAG 1.4.10).
export async function fits(page, name) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  const window = page.viewportSize().width;
  if (wide > window) fail(`${name} is ${wide} pixels wide, in a window of ${window}`);
}

export function faultless(page, name) {
  if (page.faults.length > 0) fail(`${name}: ${page.faults.join('\n')}`);
}

// Runs the tests of a file one after the other; the exit code says whether all passed.
export async function tests(open, all) {
  let failed = 0;
  const site = await open();
  try {
    for (const [name, test] of Object.entries(all)) {
      const started = Date.now();
      try {
        await test(site);
        console.log(`ok    ${name} (${Date.now() - started} ms)`);
      } catch (error) {
        failed += 1;
        console.log(`FAIL  ${name}\n${error.stack ?? error}`);
      }
    }
  } finally {
    await site.close();
  }
  if (failed > 0) process.exitCode = 1;
}
