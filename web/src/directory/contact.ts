// The days of last contact that agents ask for, as the parameters of the API: "not seen for a year" holds those never seen.
import {type Question, value, withValue} from './question';

export const CONTACTS = ['any', 'since', 'before12', 'before24', 'never'] as const;
export type Contact = (typeof CONTACTS)[number];

// The same day of an earlier month, or the last one of that month.
export function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - months, 0));
  return new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(date, last.getUTCDate())))
    .toISOString()
    .slice(0, 10);
}

export function withContact(question: Question, which: Contact, today: string): Question {
  const before = {before12: monthsBefore(today, 12), before24: monthsBefore(today, 24)}[which as string] ?? null;
  const never = which === 'never' || before ? 'never' : null;
  const dated = withValue(question, 'contact-before', before);
  const since = withValue(dated, 'contact-since', which === 'since' ? monthsBefore(today, 12) : null);
  return withValue(since, 'contact', never);
}

// Nothing for what somebody wrote into the address, or kept on another day.
export function contactOf(question: Question, today: string): Contact | null {
  const same = (one: Question) =>
    (['contact', 'contact-before', 'contact-since'] as const).every((name) => value(one, name) === value(question, name));
  return CONTACTS.find((one) => same(withContact(question, one, today))) ?? null;
}
