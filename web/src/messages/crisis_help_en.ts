import {number} from '../base/format';
import type {CrisisHelpMessages} from './crisis_help_fr';

const plural = (count: number, one: string, many: string) => `${number(count)} ${count === 1 ? one : many}`;

export const en: CrisisHelpMessages = {
  title: 'Mutual help',
  intro:
    'What lacks and what is offered: places, equipment, hands. A need and an offer are brought together; nothing is promised by itself.',
  link: 'Mutual help',
  needs: 'Needs',
  offers: 'Offers',
  addNeed: 'Note a need',
  addOffer: 'Note an offer',
  noNeeds: 'No need noted.',
  noOffers: 'No offer noted.',
  show: 'Show',
  all: 'All kinds',
  kind: 'Kind',
  kinds: {
    premises: 'Place to work',
    storage: 'Dry storage',
    hands: 'Hands',
    pumping: 'Pumping',
    electricity: 'Electricity, generator',
    cleaning: 'Cleaning',
    equipment: 'Equipment',
    transport: 'Transport',
    other: 'Other'
  },
  quantity: {premises: 'Area (m²)', storage: 'Area (m²)', hands: 'Number of persons'},
  pieces: 'Number',
  quantityHint: 'Empty where nobody counts.',
  amount: (kind: string, value: number) =>
    kind === 'premises' || kind === 'storage'
      ? `${number(value)} m²`
      : kind === 'hands'
        ? plural(value, 'person', 'persons')
        : number(value),
  what: 'What',
  whatHint: 'Dry shed with a loading bay, two motor pumps…',
  commune: 'Commune',
  from: 'From',
  until: 'Until',
  who: 'Who',
  whoHint: 'Business, town hall, association.',
  reach: 'Whom to ask for',
  reachHint: 'Name and number, with their consent.',
  ofCase: (name: string) => `For ${name}`,
  stands: {
    need: {open: 'no answer', partly: 'partly covered', agreed: 'agreed', met: 'met', withdrawn: 'withdrawn'},
    offer: {open: 'available', partly: 'partly taken', agreed: 'taken', met: 'taken', withdrawn: 'withdrawn'}
  },
  left: (text: string) => `${text} left`,
  days: (from: string, until: string) =>
    from && until ? `from ${from} to ${until}` : from ? `from ${from}` : `until ${until}`,
  by: (agent: string, organisation: string, at: string) => `Noted by ${agent}, ${organisation}, ${at}`,
  proposed: 'Offers that may serve',
  agree: 'Agree',
  agreeWith: (offer: string) => `Agree with ${offer}`,
  agreement: 'Agreement',
  part: 'Quantity agreed',
  partHint: 'Empty: all that the need still lacks and the offer has.',
  state: 'Where it stands',
  states: {agreed: 'agreed', given: 'given', over: 'given back', failed: 'came to nothing'},
  note: 'Note',
  follow: 'Follow',
  followOf: (what: string) => `Follow the agreement with ${what}`,
  change: 'Change',
  changeOf: (what: string) => `Change ${what}`,
  withdraw: 'Withdraw: is no longer proposed',
  remove: 'Remove (noted by mistake)',
  removeSure: 'What was noted disappears.',
  saved: 'Saved.',
  removed: 'Removed.',
  badQuantity: 'The quantity is a whole number, without a unit. Nothing was saved.',
  asked: 'Asked for in reports',
  askedText: 'Reports name this urgent need, and nothing of the kind is noted for the case yet.',
  noteIt: 'Note this need',
  noteItOf: (name: string) => `Note the need of ${name}`,
  figures: 'How mutual help stands',
  head: {
    needs: 'needs',
    open: 'no answer',
    partly: 'partly',
    agreed: 'agreed',
    met: 'met',
    offers: 'offers',
    free: 'available'
  },
  caseTitle: 'Mutual help',
  caseNone: 'Nothing noted for this case.',
  toBoard: 'All of mutual help'
};
