// Mutual help as the pages use it.
import {Refused, type Schemas} from '../api/client';
import {shortDay} from '../base/format';
import {crisisHelpMessages} from '../messages/crisis_help';

export type HelpPost = Schemas['HelpPost'];
export type HelpKind = Schemas['HelpKind'];
export type HelpAgreement = Schemas['HelpAgreement'];
export type MutualHelp = Schemas['MutualHelp'];

export const HELP_KINDS: readonly HelpKind[] = [
  'premises',
  'storage',
  'hands',
  'pumping',
  'electricity',
  'cleaning',
  'equipment',
  'transport',
  'other'
];

// A whole number as it is typed; nothing: nobody counts.
export function quantityOf(text: string): number | null {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '');
  if (plain === '') return null;
  if (!/^[1-9]\d{0,6}$/.test(plain)) throw new Refused(400, 'web.amount', crisisHelpMessages().badQuantity);
  return Number(plain);
}

// "120 m² · Crécy-la-Chapelle · du 3 au 9 févr."
export function detailsOf(it: HelpPost): string {
  const h = crisisHelpMessages();
  const days = it.from || it.until ? h.days(it.from ? shortDay(it.from) : '', it.until ? shortDay(it.until) : '') : '';
  const amount = it.quantity === null ? '' : h.amount(it.kind, it.quantity);
  const left = it.side === 'offer' && it.left !== null && it.left !== it.quantity ? h.left(h.amount(it.kind, it.left)) : '';
  return [amount, left, it.place?.label ?? '', days].filter(Boolean).join(' · ');
}

export const whose = (it: HelpPost, unknown: string) => (it.case ? (it.name ?? unknown) : it.who);
