// Euros as people write and read them; the server counts cents.
import {number} from '../base/format';
import {currentLanguage} from '../messages';

const NARROW = '\u202f';

// "12 000 €", "12 000,50 €".
export function euros(cents: number): string {
  const french = currentLanguage() === 'fr';
  const whole = number(Math.trunc(cents / 100));
  const rest = cents % 100;
  const amount = rest === 0 ? whole : `${whole}${french ? ',' : '.'}${String(rest).padStart(2, '0')}`;
  return french ? `${amount}\u00a0€` : `€${amount}`;
}

// As a field shows it: without the sign, "" for nothing.
export function typedEuros(cents: number): string {
  return cents === 0
    ? ''
    : euros(cents)
        .replace(/[€\u00a0]/g, '')
        .trim();
}

// Cents of "12 000", "12000,5", "12.000,50" or "1,250.75"; nothing typed is 0. null: no amount.
export function centsOf(text: string): number | null {
  const plain = text.replace(/[\s\u00a0\u202f€]/g, '');
  if (plain === '') return 0;
  const match = /^(\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,](\d{1,2}))?$/.exec(plain);
  if (!match?.[1]) return null;
  const cents = Number(match[1].replace(/[.,]/g, '')) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return Number.isSafeInteger(cents) ? cents : null;
}

// "90", "90,5" of half days.
export function days(halfDays: number): string {
  const comma = currentLanguage() === 'fr' ? ',5' : '.5';
  return `${number(Math.trunc(halfDays / 2))}${halfDays % 2 === 1 ? comma : ''}`;
}

// Half days of "90" or "90,5"; nothing typed is 0. null: no number of days.
export function halfDaysOf(text: string): number | null {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '');
  if (plain === '') return 0;
  const match = /^(\d{1,6})(?:[.,]([05])0?)?$/.exec(plain);
  return match ? Number(match[1]) * 2 + (match[2] === '5' ? 1 : 0) : null;
}

// For the attribute `pattern` of a field: the browser says so before the server does.
export const EUROS = '[0-9 .,\u00a0\u202f]*';
export const DAYS = `[0-9 ${NARROW}]*([.,][05]0?)?`;
