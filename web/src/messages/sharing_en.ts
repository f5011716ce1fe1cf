import type {SharingMessages} from './sharing_fr';

export const en: SharingMessages = {
  head: 'Who sees what',
  intro:
    'Of what a party writes about a business of the perimeter, this is what the others read. What is private or sensitive never leaves the organisation that writes it.',
  drafted: 'Nothing is open before the signature.',
  ofFramework: 'This application goes by',
  rulesOfFramework: 'the sharing rules of its framework',
  levels: {nothing: 'nothing', presence: 'that and when', header: 'the header', content: 'the content'},
  levelsAre: {
    nothing: 'nothing shows',
    presence: 'that the organisation was in touch, and when',
    header: 'who, when, how and on which theme',
    content: 'all that is written'
  },
  kinds: {
    exchange: 'Exchanges',
    contact: 'Contacts',
    need: 'Needs',
    follow_up: 'Follow-ups',
    document: 'Documents',
    campaign: 'Campaigns'
  },
  kindsAre: {
    exchange: 'visits, calls, meetings, letters',
    contact: 'people and how to reach them',
    need: 'requests and referrals',
    follow_up: 'support given',
    document: 'attached files',
    campaign: 'mailings and phone rounds'
  },
  kind: 'What is written',
  shownBy: (names, all) => (all ? 'What all parties show' : `What ${listed(names)} ${names.length < 2 ? 'shows' : 'show'}`),
  everyone: 'all other parties',
  theOthers: 'the others',
  propose: 'Propose an annex',
  narrow: 'Show less',
  proposed: (by) => `Annex proposed by ${by}`,
  wantedFrom: (day) => `From ${day}, or from the agreement of the last party that is awaited.`,
  change: (kind, owner, reader, except) =>
    `${kind} of ${owner}${reader ? `, for ${reader}` : ''}${except.length > 0 ? `, but for ${listed(except)}` : ''}`,
  before: 'Today',
  after: 'With the annex',
  agreements: 'Agreements',
  agreed: (day) => `given on ${day}`,
  awaited: 'awaited',
  agree: (name) => `Give the agreement of ${name}`,
  agreeText: (names) =>
    `The annex will change what the other parties read of what ${names} writes. It takes effect with the last agreement that is awaited, for what is written already too.`,
  withdraw: 'Withdraw the proposal',
  history: 'Annexes',
  noHistory: 'No annex: each party shows the header.',
  number: (number) => `Annex no. ${number}`,
  since: (day) => `in force on ${day}`,
  by: (name) => `by ${name}`,
  states: {proposed: 'Proposed', in_force: 'In force', withdrawn: 'Withdrawn', overtaken: 'Overtaken'},
  overtakenText: 'Another annex, or a change of the parties, came before the agreements.',
  proposedOn: (day) => `proposed on ${day}`,
  formIntro:
    'The annex replaces what the chosen party shows. It takes effect once each party whose records it shows differently has agreed.',
  narrowIntro:
    'Alone, your organisation may show less of what it writes. Opening further takes an annex that the organisation keeping the convention proposes.',
  owner: 'What is shown by',
  allOwners: 'All parties',
  others: 'Exceptions',
  othersHint: 'What one party sees differently from the others.',
  addOther: 'Add an exception',
  removeOther: 'Remove',
  otherAt: (place) => `Exception ${place}`,
  reader: 'For',
  level: 'It sees',
  from: 'From',
  why: 'Reason',
  whyHint: 'Read by all parties.',
  sendProposal: 'Propose',
  sendNarrowing: 'Show less',
  doneProposed: 'The annex is proposed: it awaits the parties whose records it shows differently.',
  doneInForce: 'The annex is in force from the day stated.',
  doneAgreed: 'The agreement is given.',
  doneWithdrawn: 'The proposal is withdrawn.'
};

function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
