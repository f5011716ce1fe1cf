// How long a convention lasts, in words, and what its dates ask for soon. Pure: whoever asks brings the day ("2026-11-28").
import {day} from '../base/format';
import type {ConventionMessages} from '../messages/convention';
import type {Convention, Summary} from './types';

const SOON_MONTHS = 6;

const isoOf = (date: Date): string => date.toISOString().slice(0, 10);

export function plusDays(iso: string, days: number): string {
  return isoOf(new Date(Date.parse(iso) + days * 86_400_000));
}

// The same day so many months on, or the last one of a shorter month: as the server counts (src/base/months.h).
export function plusMonths(iso: string, months: number): string {
  const from = new Date(iso);
  const first = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(from.getUTCDate(), last));
  return isoOf(first);
}

// « Reconduite tacitement par périodes de 12 mois ; dénonçable jusqu’au 30 septembre 2026. »
export function renewalSentence(it: Convention, today: string, c: ConventionMessages): string {
  if (it.denounced) {
    const {by, on, lastDay} = it.denounced;
    return c.denouncedBy(by?.name ?? '–', day(on), day(lastDay));
  }
  if (it.renewal === 'tacit') {
    const how = c.renewedTacitly(it.renewalMonths, it.renewalsMost);
    const renewed = it.lastDay ? day(plusDays(it.lastDay, 1)) : '';
    if (it.denounceBefore && it.denounceBefore >= today)
      return `${how}${c.semicolon}${c.denounceableUntil(day(it.denounceBefore))}.`;
    if (it.denounceBefore) return `${how}${c.semicolon}${c.willBeRenewed(renewed)}.`;
    return `${how}${c.semicolon}${c.notice(it.noticeMonths)}.`;
  }
  const how = it.renewal === 'express' ? c.renewedExpressly : c.notRenewed;
  return `${how}${c.semicolon}${c.notice(it.noticeMonths)}.`;
}

// What must be done soon about one that binds: before it renews itself, or before it ends.
export function soon(
  it: Pick<Summary, 'phase' | 'lastDay' | 'denounceBefore'>,
  today: string
): {what: 'denounce' | 'end'; on: string} | null {
  if (it.phase !== 'running') return null;
  const until = plusMonths(today, SOON_MONTHS);
  if (it.denounceBefore)
    return it.denounceBefore >= today && it.denounceBefore <= until ? {what: 'denounce', on: it.denounceBefore} : null;
  return it.lastDay && it.lastDay <= until ? {what: 'end', on: it.lastDay} : null;
}

// At the clock of the reader.
export function today(): string {
  const now = new Date();
  return isoOf(new Date(now.getTime() - now.getTimezoneOffset() * 60_000));
}
