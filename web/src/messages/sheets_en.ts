import {number} from '../base/format';
import type {SheetMessages} from './sheets_fr';

const lines = (count: number) => `${number(count)} ${count === 1 ? 'row' : 'rows'}`;

export const en: SheetMessages = {
  title: 'Bring a spreadsheet',
  intro:
    'Each row of your file finds its establishment of the register, by its SIRET, or by its name and address. What is not sure is put to you. You can then import your contacts, past exchanges, tags and portfolios. The file itself is not kept.',
  file: 'Your file',
  fileHint: 'Excel (.xlsx), LibreOffice (.ods) or CSV, up to 16 MB and 20,000 rows.',
  read: 'Read the file',
  reading: (name) => `Reading ${name}…`,
  chooseFirst: 'Choose a file first.',
  tooLarge: 'This file is larger than 16 MB. Cut it into several, or take out columns of no use.',
  macros: 'This workbook has macros: they were not looked at.',
  columns: 'What the columns are',
  columnsIntro: 'Guessed from their names; correct it where needed. The SIRET, the SIREN or the name is enough.',
  sheet: 'Sheet',
  sheetOption: (name, count, hidden) => `${name || 'Without a name'} (${lines(count)}${hidden ? ', hidden' : ''})`,
  header: 'Row of the column names',
  noHeader: 'None: the first row is data',
  headerOption: (row, cells) => `Row ${row}: ${cells}`,
  fields: {
    siret: 'SIRET',
    siren: 'SIREN',
    name: 'Name of the business',
    address: 'Address (number and street)',
    postalCode: 'Postcode',
    commune: 'Commune'
  },
  none: 'No column',
  column: (letter, name) => (name ? `${letter} – ${name}` : `Column ${letter}`),
  first: 'The first rows of the file',
  row: 'Row',
  match: 'Match',
  matching: 'Matching…',
  needOne: 'Name at least the column of the SIRET, the SIREN or the name.',
  result: 'What was found',
  counts: (certain, doubtful, none) =>
    `${lines(certain)} matched for certain, ${number(doubtful)} to check, ${number(none)} without an establishment.`,
  show: 'Show',
  filters: {doubtful: 'To check', certain: 'Matched', none: 'Without an establishment'},
  nothing: 'No row here.',
  yours: 'In your file',
  found: 'In the register',
  how: 'How',
  which: (row) => `The establishment of row ${row}`,
  noneOfThem: 'None of these',
  closed: 'closed',
  reasons: {
    none: '',
    siret: 'By its SIRET',
    siren: 'The only establishment of that SIREN',
    siren_and_place: 'By its SIREN and its place',
    name_and_address: 'By its name and its address',
    name_and_street: 'By its name and its street',
    name_and_commune: 'The only one of that name in the commune'
  },
  oddities: {
    siret_malformed: 'SIRET not well written',
    siret_unknown: 'SIRET not in the register',
    siren_malformed: 'SIREN not well written',
    siren_unknown: 'SIREN not in the register',
    siret_contradicted: 'Name and place contradict this SIRET',
    place_unknown: 'Commune and postcode not known',
    nothing_to_go_by: 'Nothing to search by',
    closed: 'Establishment closed'
  },
  notFound: 'Nobody of that name in that place',
  chosen: 'Chosen by you',
  more: (count) => `Show ${lines(count)} more`,
  useAll: 'Tag, or put in a portfolio',
  download: 'Download the result',
  downloaded: (decided, open) =>
    open === 0
      ? `File made: ${lines(decided)}.`
      : `File made: ${lines(decided)}, ${number(open)} of them still to check, left without a SIRET.`,
  csvName: 'matched.csv',
  csvHead: ['Row', 'Name', 'Address', 'Number given', 'SIRET found', 'Name in the register', 'Address in the register', 'How'],
  undecided: 'To check',
  version: 'Version of the register'
};
