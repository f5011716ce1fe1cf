// What the first page loads: under 120 kB of scripts, compressed, and nothing of the map.
import {readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';

const SCRIPTS = 120_000;
const STYLES = 20_000;
const folder = process.argv[2];
const page = readFileSync(join(folder, 'index.html'), 'utf8');
const seen = new Set();

// A script and all that it imports at once; import() is for later.
function follow(name) {
  if (seen.has(name)) return;
  seen.add(name);
  const text = readFileSync(join(folder, 'assets', name), 'utf8');
  for (const [, , imported] of text.matchAll(/(?:^|[;}\s])(?:import|export)(?:[\w$*{},\s]+from)?\s*(["'])\.\/([^"']+)\1/g))
    follow(imported);
}
for (const [, name] of page.matchAll(/(?:src|href)="\/assets\/([^"]+\.js)"/g)) follow(name);
const weigh = (names) =>
  names.reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, 'assets', name)), {level: 9}).length, 0);
const scripts = weigh([...seen]);
const styles = weigh([...page.matchAll(/href="\/assets\/([^"]+\.css)"/g)].map((one) => one[1]));
console.log(`scripts at first: ${scripts} bytes in ${seen.size} files; styles: ${styles} bytes`);
const faults = [];
if (seen.size < 2 || scripts < 20_000) faults.push('that cannot be all: the page changed its form, and this check must follow');
if (scripts > SCRIPTS) faults.push(`scripts over ${SCRIPTS} bytes`);
if (styles > STYLES) faults.push(`styles over ${STYLES} bytes`);
if (
  readdirSync(join(folder, 'assets'))
    .filter((name) => name.endsWith('.js'))
    .every((name) => seen.has(name))
)
  faults.push('nothing is left for later');
for (const name of seen)
  if (readFileSync(join(folder, 'assets', name), 'utf8').includes('maplibregl-')) faults.push(`${name} holds the map`);
// The field application: all that a phone keeps of it, as it is, under 500 kB.
const FIELD = 500_000;
const kept = readdirSync(join(folder, 'terrain'), {recursive: true, withFileTypes: true}).filter((one) => one.isFile());
const field = kept.reduce((sum, one) => sum + statSync(join(one.parentPath, one.name)).size, 0);
console.log(`field application: ${field} bytes in ${kept.length} files`);
if (kept.length < 6 || field < 100_000) faults.push('that cannot be all of the field application');
if (field > FIELD) faults.push(`the field application over ${FIELD} bytes`);
for (const fault of faults) console.log(`fault: ${fault}`);
process.exitCode = faults.length > 0 ? 1 : 0;
