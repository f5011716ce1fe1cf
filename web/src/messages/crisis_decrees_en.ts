import {number} from '../base/format';
import type {CrisisDecreesMessages} from './crisis_decrees_fr';

const plural = (count: number, one: string, many: string) => `${number(count)} ${count === 1 ? one : many}`;

export const en: CrisisDecreesMessages = {
  title: 'Decrees of natural disaster',
  intro:
    'A decree published in the Journal officiel names a commune, a peril and days. The time to claim on the cases is counted from it.',
  who: 'Coordinators and administrators write them down; who works with businesses reads them.',
  perils: {
    flood: 'flood, mudflow',
    storm: 'storm, hail, snow',
    ground: 'landslip',
    drought: 'drought',
    earthquake: 'earthquake',
    avalanche: 'avalanche',
    eruption: 'volcanic eruption'
  },
  commune: 'Commune',
  anyCommune: 'All communes',
  takeOut: 'All communes',
  peril: 'Peril',
  all: 'All',
  since: 'Published from',
  until: 'Published until',
  event: 'From – to',
  days: (from, to) => `${from} – ${to}`,
  published: 'Published on',
  number: 'Number',
  answer: 'Decision',
  recognised: 'recognised',
  refused: 'not recognised',
  origin: 'Comes',
  origins: {hand: 'typed', file: 'from the file GASPAR'},
  by: (origin, who, at) => `${origin}, ${who}, ${at}`,
  now: (name) => `${name} today`,
  none: 'No decree answers these choices.',
  noneText:
    'Bassin knows those alone that it is given: type the one of the Journal officiel, or take the file of the base GASPAR.',
  more: 'Older ones of the list',
  add: 'Type a decree',
  added: 'Decree added: the days of the cases follow it from now on.',
  already: 'It was there already: nothing was added.',
  correct: 'Correct',
  correctOf: (name, published) => `Correct: ${name}, ${published}`,
  correctText: 'The corrected decree takes the place of this one. The journal keeps both.',
  corrected: 'Decree corrected: the days of the cases follow it from now on.',
  remove: 'Remove',
  removeOf: (name, published) => `Remove: ${name}, ${published}`,
  removeSure: 'Time counted from it on the cases will have no day any more. For a decree that was typed by mistake.',
  removed: 'Decree removed.',
  from: 'First day of the event',
  to: 'Last day of the event',
  publishedOn: 'Published in the Journal officiel',
  numberHint: 'NOR, for example: INTE1600001A',
  isRefused: 'The commune asked and is not recognised',
  file: 'Take the file GASPAR',
  fileText:
    'The file catnat_gaspar.csv of Géorisques. First you are told what it holds for your départements, and nothing is taken before you agree. Taken again later it adds what is missing alone.',
  fileOf: 'File',
  departements: 'Départements',
  departementsHint: 'Their numbers, parted by commas: 77,91',
  fileSince: 'Published from',
  preview: 'See what it holds',
  take: (count) => `Take ${plural(count, 'decree', 'decrees')}`,
  nothingNew: 'Nothing new to take.',
  taken: (count) => `${plural(count, 'decree', 'decrees')} taken from the file.`,
  lines: {
    lines: 'lines read',
    added: 'new',
    already: 'there already',
    elsewhere: 'of other départements',
    earlier: 'published before',
    unread: 'not understood'
  },
  unread: (shown, all) =>
    shown < all ? `Lines not understood, the first ${number(shown)} of ${number(all)}` : 'Lines not understood',
  line: 'Line',
  why: 'Why',
  whys: {
    quote: 'a quote is not closed in the line',
    fields: 'it has another number of columns than the first line',
    commune: 'no commune ever had this code',
    peril: 'unknown peril',
    day: 'a day cannot be read',
    order: 'it ends before it begins, or is published before the event or ahead of today',
    decision: 'unknown decision',
    number: 'a number of more than 40 signs'
  },
  text: 'What it says'
};
