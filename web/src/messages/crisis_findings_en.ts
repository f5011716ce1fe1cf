import {number} from '../base/format';
import {en as rights} from './crisis_rights_en';
import type {CrisisFindingsMessages} from './crisis_findings_fr';

const plural = (count: number, one: string, many: string) => `${number(count)}\u00a0${count === 1 ? one : many}`;

export const en: CrisisFindingsMessages = {
  title: 'Losses, aid, jobs, needs',
  jobs: 'Jobs',
  employees: 'Headcount',
  stopped: 'Employees without work',
  persons: (count) => `${count}\u00a0people`,
  knownFor: (given, all) => `known for ${number(given)} of ${number(all)}`,
  refusedBy: (count) => plural(count, 'refusal', 'refusals'),
  unknownTo: (count) => plural(count, 'does not know', 'do not know'),
  shortTime: 'Short-time work',
  shortTimes: {
    not_needed: 'not needed',
    planned: 'planned',
    asked: 'asked for',
    granted: 'granted',
    unknown: 'does not know',
    refused: 'would not say'
  },
  losses: 'Losses',
  heading: 'Heading',
  headings: {
    building: 'Building',
    fittings: 'Fittings',
    equipment: 'Equipment',
    stock: 'Stock',
    vehicles: 'Vehicles',
    data: 'Data',
    other: 'Other',
    harvest: 'Harvests',
    soils: 'Soils, works, fences',
    plants: 'Perennial plants',
    livestock: 'Livestock out of doors',
    housed_livestock: 'Livestock in buildings',
    fodder: 'Fodder, stored harvests',
    damage: 'Damage, all headings',
    turnover_loss: 'Loss of turnover'
  },
  amount: 'Amount',
  certainty: 'Certainty',
  certainties: {estimated: 'at sight', quoted: 'quoted', assessed: 'by an expert'},
  said: 'Known from',
  between: (from, to) => `${from} to ${to}`,
  atLeast: (amount) => `at least ${amount}`,
  about: (amount) => `about ${amount}`,
  below: (amount) => `less than ${amount}`,
  notTold: 'too few answers',
  none: '–',
  aid: 'Aid',
  scheme: 'Aid',
  asked: 'Asked for',
  granted: 'Granted',
  paid: 'Paid',
  refused: 'Refused',
  unpriced: 'no amount',
  aids: {...rights.rights, municipality: 'Municipality', bank: 'Bank', donation: 'Donation', other: 'Other aid'},
  needs: 'Needs not met',
  noNeeds: 'No urgent need open.',
  need: {
    pumping: 'pumping',
    electricity: 'electricity',
    cleaning: 'cleaning',
    storage: 'storage',
    premises: 'premises for now',
    hands: 'hands',
    cash: 'cash advance',
    advice: 'advice',
    listening: 'somebody to listen'
  },
  fresh: 'Freshness',
  state: 'State',
  cases: 'Cases',
  heard: 'With news',
  newest: 'Newest',
  median: 'Median',
  ago: (minutes) =>
    minutes < 60
      ? `${number(minutes)}\u00a0min`
      : minutes < 48 * 60
        ? `${number(Math.round(minutes / 60))}\u00a0h`
        : `${number(Math.round(minutes / 1440))}\u00a0days`,
  silent: (count) => `${plural(count, 'reported case has', 'reported cases have')} had no news for 48\u00a0hours or more.`,
  since: (value) => `since no.\u00a0${value}`,
  forAllText:
    'An amount is told of ten answers or more alone: losses to the nearest 500,000\u00a0€, aid to 50,000\u00a0€, people to 100. One business counts for that at most.',
  files: 'Files',
  forms: {pdf: 'PDF of one page', docx: 'Word', odt: 'OpenDocument'},
  make: (form) => `Make: ${form}`,
  making: (form) => `${form} under way…`,
  ready: (form) => `${form} is ready.`,
  download: (form) => `Download: ${form}`,
  data: 'Data (CSV)',
  map: {reported: 'Businesses reported, by commune.', potential: 'Businesses on the list, by commune.'},
  contours: (source) => `Outlines: ${source}.`,
  noMap: 'The map could not be read.',
  noFindings: 'Jobs, losses, aid and needs were not counted when this report was issued.'
};
