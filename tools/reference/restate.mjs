// node restate.mjs FOLDER: writes data/reference/{naf_2025,legal_categories,chambers_by_activity}.tsv again from the
// official files in FOLDER (naf2025.csv, categories_juridiques_3niveaux.tsv, NomenclatureGuichet_v1_34.csv). Run by hand
// when a source has a new version; naf_sections.tsv is kept by hand.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const lists = path.join(here, '..', '..', 'data', 'reference');
const source = process.argv[2];
const read = (name) => fs.readFileSync(path.join(source, name), 'utf8').replace(/^\ufeff/, '');
const tidy = (text) => text.replace(/[\s\u00a0]+/g, ' ').trim();

function parseCsv(text) {
  const rows = [[]];
  const field = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/gy;
  for (let match; field.lastIndex < text.length && (match = field.exec(text)); ) {
    rows.at(-1).push(match[1].startsWith('"') ? match[1].slice(1, -1).replaceAll('""', '"') : match[1]);
    if (match[2] !== ',') rows.push([]);
  }
  return rows.filter((row) => row.length > 1);
}

function write(name, header, rows) {
  const text = [...header.map((line) => `# ${line}`), ...rows.map((row) => row.join('\t'))].join('\n');
  fs.writeFileSync(path.join(lists, name), `${text}\n`);
}

const sectionsInEnglish2025 = {
  A: 'Agriculture, forestry and fishing',
  B: 'Mining and quarrying',
  C: 'Manufacturing',
  D: 'Electricity, gas, steam and air conditioning supply',
  E: 'Water supply; sewerage, waste management and remediation activities',
  F: 'Construction',
  G: 'Wholesale and retail trade',
  H: 'Transportation and storage',
  I: 'Accommodation and food service activities',
  J: 'Publishing, broadcasting, and content production and distribution activities',
  K: 'Telecommunication, computer programming, consulting, computing infrastructure and other information service activities',
  L: 'Financial and insurance activities',
  M: 'Real estate activities',
  N: 'Professional, scientific and technical activities',
  O: 'Administrative and support service activities',
  P: 'Public administration and defence; compulsory social security',
  Q: 'Education',
  R: 'Human health and social work activities',
  S: 'Arts, sports and recreation',
  T: 'Other service activities',
  U: 'Activities of households as employers and undifferentiated goods- and service-producing activities of households for own use',
  V: 'Activities of extraterritorial organisations and bodies',
};

function naf2025() {
  const rows = parseCsv(read('naf2025.csv')).slice(1);
  const sections = new Map();
  for (const [, , , division, letter, label] of rows) {
    if (!sections.has(letter)) sections.set(letter, { label: tidy(label), divisions: new Set() });
    sections.get(letter).divisions.add(division);
  }
  const sentence = (text) => text[0] + text.slice(1).toLowerCase();
  const head = [...sections].map(([letter, { label, divisions }]) => [
    letter, [...divisions].join(' '), sentence(label), sectionsInEnglish2025[letter],
  ]);
  const body = rows.map((row) => [row[0], tidy(row[6])]);
  write('naf_2025.tsv', [
    'NAF 2025, the French nomenclature of activities in use from 1 January 2027: sections and subclasses.',
    'Section rows: letter, its divisions, French label, English label. Subclass rows: code, French label.',
    'Divisions, groups and classes have no label here: they are the beginnings of the subclass codes.',
    'Source: INSEE, NAF 2025 (décret n° 2025-736 of 31 July 2025), published 1 August 2025, https://www.insee.fr/fr/metadonnees/naf2025',
    'English section labels: NACE Rev. 2.1, Regulation (EU) 2023/137, annex.',
  ], [...head, ...body]);
}

function legalCategories() {
  const rows = read('categories_juridiques_3niveaux.tsv').split('\n').filter(Boolean).map((line) => line.split('£').map(tidy));
  write('legal_categories.tsv', [
    'Legal categories (catégories juridiques): code of 1, 2 or 4 digits, French label.',
    'Source: INSEE, nomenclature des catégories juridiques, three levels, https://www.insee.fr/fr/information/2028129',
    'Read in November 2026; the list states no date of its own.',
  ], rows);
}

// Which forms of exercise an activity may take, by the rows of the one-stop shop that accept its code.
function chambersByActivity() {
  const codes = JSON.parse(fs.readFileSync(path.join(here, 'node_modules/@socialgouv/codes-naf/index.json'), 'utf8'));
  const known = new Set(codes.map((row) => row.id));
  const subclasses = [...known].filter((code) => code.length === 6);
  const forms = new Map();
  const dropped = new Set();
  const add = (code, row) => {
    if (!known.has(code)) return void dropped.add(code);
    if (!forms.has(code)) forms.set(code, { small: new Set(), unqualified: new Set(), rows: 0 });
    const entry = forms.get(code);
    const [small, unqualified, farming] = [17, 18, 19].map((column) => tidy(row[column]));
    entry.small.add(small === 'Non applicable' ? farming : small);
    if (unqualified !== 'Non applicable') entry.unqualified.add(unqualified);
    entry.rows += 1;
  };
  for (const row of parseCsv(read('NomenclatureGuichet_v1_34.csv')).slice(2)) {
    const text = row[21] ?? '';
    const codes = new Set(text.match(/\d\d\.\d\d[A-Z]/g) ?? []);
    for (const [, digits] of text.matchAll(/(\d\d\.?\d?)X{2,3}/g)) {
      const begin = digits.includes('.') ? digits : `${digits.slice(0, 2)}.${digits.slice(2)}`;
      for (const code of subclasses) if (code.startsWith(begin)) codes.add(code);
    }
    for (const code of codes) add(code, row);
  }
  const name = (form) => form.replace('AGRICOLE (NON ACTIF)', 'AGRICOLE_NON_ACTIF');
  const join = (set) => [...set].map(name).sort().join('|');
  const grown = (set) => join(new Set([...set].map((form) => (form.startsWith('ARTISANALE') ? 'COMMERCIALE' : form))));
  const rows = [...forms].sort(([a], [b]) => (a < b ? -1 : 1));
  write('chambers_by_activity.tsv', [
    'Forms of exercise that an activity may take at the one-stop shop for business formalities, by NAF rév. 2 subclass.',
    'Columns: code; forms under 11 employees; forms at 11 employees or more; forms where a craft qualification is not',
    'claimed (empty: the source says not applicable); number of the source\'s activities that accept the code. Several forms',
    'are joined by "|": the code alone cannot tell which holds.',
    'Source: URSSAF and INPI, NomenclatureGuichet v1.34, columns "Forme exercice Activité si effectif < 11", "Forme exercice',
    'd\'activité si JQPA non revendiquée", "Forme exercice Activité si prolongement agricole" (taken where the first says "Non',
    'applicable") and "Codes APE compatibles", as published in betagouv/mon-entreprise, site/scripts/NAFAndGuichetData.',
    'Read in November 2026. The column for 11 employees or more is ours: a craft form becomes commercial there, since the',
    'craft sector holds businesses under 11 employees (code de l\'artisanat, L111-1).',
    '"46.XXX", "46.1XX" and "64XXX" of the source are written out.',
    `Left out, since NAF rév. 2 does not know them: ${[...dropped].sort().join(', ')}.`,
  ], rows.map(([code, entry]) => [code, join(entry.small), grown(entry.small), join(entry.unqualified), entry.rows]));
}

naf2025();
legalCategories();
chambersByActivity();
