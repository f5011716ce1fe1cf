import type {ExchangeMessages} from './exchange_fr';

export const en: ExchangeMessages = {
  title: 'Who saw it, when, about what',
  titleOfProject: 'Who received them, when, about what',
  noteVisit: 'Note a visit',
  noteOther: 'Note an exchange',
  edit: 'Change the exchange',
  change: 'Change',
  none: 'No exchange noted.',
  noneText:
    'A visit, call, meeting or letter noted here saves a partner from asking the same thing again, and counts towards the action that you choose.',
  more: 'Older exchanges',
  noted: 'Exchange noted.',
  changed: 'Exchange changed.',
  deleted: 'Exchange deleted. Nothing of it is left, not in the audit trail either.',
  way: 'How',
  ways: {visit: 'Visit', call: 'Call', meeting: 'Meeting', mail: 'Letter, e-mail'},
  theme: 'About',
  themes: {
    acquaintance: 'First contact',
    creation: 'Creation',
    takeover: 'Takeover',
    premises: 'Premises, land',
    surroundings: 'Roads, signs, surroundings',
    employment: 'Jobs, hiring, training',
    finance: 'Financing, aids',
    development: 'Sales, innovation',
    digital: 'Digital',
    ecology: 'Ecological transition',
    rules: 'Rules, safety',
    network: 'Events, networks',
    study: 'Observatory, survey',
    crisis: 'Disaster, crisis',
    distress: 'Difficulties',
    other: 'Other'
  },
  sensitive: 'This theme stays in your organisation, whatever the convention opens.',
  on: 'Date',
  minutes: 'Time spent',
  noTime: 'not said',
  time: (minutes: number) => {
    const hours = Math.floor(minutes / 60);
    const rest = minutes % 60;
    if (hours === 0) return `${rest}\u00a0min`;
    return rest === 0 ? `${hours}\u00a0h` : `${hours}\u00a0h\u00a0${String(rest).padStart(2, '0')}`;
  },
  action: 'Counts towards the action',
  noAction: 'None',
  noActions: 'No action of a convention that runs on that day.',
  others: 'Other actions of the convention',
  met: 'Person met',
  notes: 'Minutes',
  keptIn: 'For my organisation alone',
  keptInHint: 'Otherwise partners see what the convention opens: mostly who, when and about what.',
  keptInMark: 'for your organisation alone',
  save: 'Note',
  remove: 'Delete this exchange',
  removeConfirm: 'Delete for good',
  removeText: 'For a mistake only: the exchange counts no more, and nothing of it is kept.',
  several: {
    title: (count) => `Note an exchange: ${count} chosen establishments`,
    hint: 'A letter sent to all, a round of calls: one exchange is noted for each, and counts towards the chosen action.',
    minutes: 'Time spent on each',
    noted: (count, left) =>
      `Exchange noted for ${count} ${count === 1 ? 'establishment' : 'establishments'}${left > 0 ? `; ${left} could not be` : ''}.`,
    undo: 'Undo these exchanges',
    removed: (count, all) =>
      `${count} ${count === 1 ? 'exchange' : 'exchanges'} undone${count < all ? '; those that somebody changed since stay' : ''}.`
  },
  presence: 'was in touch with the business',
  headerOnly: (organisation: string) => `minutes kept by ${organisation}`,
  countsFor: (code: string, title: string) => `Counts towards ${code} ${title}`,
  with: (met: string) => `with ${met}`
};
