// Texts of feeds: what an organisation's own program takes over. In English.
import type {FeedsMessages} from './feeds_fr';

export const en: FeedsMessages = {
  title: 'Feeds to your own program',
  intro:
    'Your own program (the chamber’s CRM) takes over each night what your agents wrote here, so that nothing is typed twice: what is new, what changed, what is gone.',
  none: 'No feed was made.',
  name: 'Name of the feed',
  nameHint: 'For instance “CRM of the chamber”',
  kinds: 'What it holds',
  kindNames: {
    exchange: 'Exchanges (visits, calls, meetings, mail)',
    need: 'Needs handed on and received',
    follow_up: 'Follow-ups',
    contact: 'Contacts, with their numbers and oppositions'
  },
  short: {exchange: 'exchanges', need: 'needs', follow_up: 'follow-ups', contact: 'contacts'},
  partners: 'Also what conventions open of partners’ work (never their contacts)',
  withPartners: 'with partners',
  sensitive: 'Also your own records of a sensitive theme (a business or a person in distress)',
  withSensitive: 'with sensitive themes',
  make: 'Make the feed',
  made: (who: string, day: string) => `made by ${who} on ${day}`,
  somebody: 'somebody who has left',
  read: (day: string) => `last read on ${day}`,
  neverRead: 'not read yet',
  key: 'Key of the feed',
  keyOf: (name: string) => `Key of the feed “${name}”`,
  once: 'Note it now: it will not be shown again. It is worth a password, to be given to whoever keeps the program, with the address:',
  renew: 'Renew the key',
  remove: 'Delete the feed',
  removeAsk: (name: string) =>
    `Delete the feed “${name}”? Its key will be worth nothing. What your program took over stays there; nothing is erased here.`,
  removed: 'The feed is deleted.',
  duty: 'What your program took over is your organisation’s responsibility: it must remove what the feed says is gone, and honour oppositions. Each reading is noted in the journal.'
};
