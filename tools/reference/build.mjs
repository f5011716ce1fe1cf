// node build.mjs OUTPUT_FOLDER: writes geography.bin and naf_rev2.tsv from the installed packages. Same input, same bytes.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as history from './history.mjs';
import { geographyFile } from './geography_file.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const modules = path.join(here, 'node_modules');
const years = [2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026];
const newest = years.at(-1);

function read(source, file) {
  return JSON.parse(fs.readFileSync(path.join(modules, source, 'data', `${file}.json`), 'utf8'));
}

function readVintages() {
  const vintages = new Map();
  for (const year of years.filter((one) => one !== 2020)) vintages.set(year, history.readVintage(read(`cog-${year}`, 'communes')));
  const epcis = new Map(years.map((year) => [year, read(`cog-${year}`, 'epci')]));
  vintages.set(2020, history.vintage2020(vintages.get(2019), vintages.get(2021), epcis.get(2020)));
  return years.map((year) => ({ ...vintages.get(year), year, date: `${year}-01-01`, epcis: epcis.get(year) }));
}

function readPopulations(vintages) {
  const byCode = new Map();
  vintages.forEach((vintage, index) => {
    for (const row of [...vintage.communes.values(), ...vintage.arrondissements]) {
      if (row.population === undefined) continue;
      if (!byCode.has(row.code)) byCode.set(row.code, { code: row.code, values: new Array(vintages.length) });
      byCode.get(row.code).values[index] = row.population;
    }
  });
  // The codes of 2020 carry no population; its arrondissements are those of 2019 and must not repeat it.
  const index2020 = years.indexOf(2020);
  for (const row of byCode.values()) row.values[index2020] = undefined;
  return [...byCode.values()].sort((a, b) => history.compare(a.code, b.code));
}

function buildGeography() {
  const vintages = readVintages();
  const past = history.readHistory(read('cog-2020', 'historique-communes'));
  history.addAbsorbed(past, read('cog-2019-former-codes', 'communes'));
  history.addVintages(past, vintages);
  history.addSuccessions(past, vintages);
  history.addUntoldSuccessions(past, vintages);
  history.addStated(past, statedRows());
  return geographyFile({
    vintages: vintages.map((vintage) => vintage.date),
    versions: history.joinVersions(past.versions),
    successions: sortSuccessions(past.successions),
    populations: readPopulations(vintages),
    epcis: history.readEpcis(vintages),
    memberships: history.readMemberships(vintages),
    departements: sortByCode(read(`cog-${newest}`, 'departements')),
    regions: sortByCode(read(`cog-${newest}`, 'regions')),
  });
}

function statedRows() {
  const lines = fs.readFileSync(path.join(here, '../../data/reference/former_codes.tsv'), 'utf8').split('\n');
  return lines.filter((line) => line && !line.startsWith('#')).map((line) => line.split('\t'));
}

function sortByCode(rows) {
  return [...rows].sort((a, b) => history.compare(a.code, b.code));
}

function sortSuccessions(rows) {
  const { compare } = history;
  return [...rows].sort((a, b) => compare(a.from, b.from) || compare(a.date, b.date) || compare(a.to, b.to));
}

function nafTable() {
  const rows = JSON.parse(fs.readFileSync(path.join(modules, '@socialgouv/codes-naf', 'index.json'), 'utf8'));
  const sorted = [...rows].sort((a, b) => history.compare(a.id, b.id));
  return sorted.map((row) => `${row.id}\t${row.label.trim()}\n`).join('');
}

const output = process.argv[2];
fs.mkdirSync(output, { recursive: true });
fs.writeFileSync(path.join(output, 'geography.bin'), buildGeography());
fs.writeFileSync(path.join(output, 'naf_rev2.tsv'), nafTable());
