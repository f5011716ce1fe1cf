// Documents attached to a record, as the server lists them.
import {get, type Schemas, target} from '../api/client';
import {megabytes, number} from '../base/format';
import type {DocumentMessages} from '../messages/documents';

export type Attached = Schemas['Document'];
export type Of = Schemas['DocumentOf'];
export type List = Schemas['Documents'];

export interface Facts {
  impersonal: boolean;
  keptIn: boolean;
}

const ROOT = '/api/v1/documents';

export function listOf(of: Of, record: string): Promise<List> {
  return get('/api/v1/documents/{of}/{id}', undefined, {values: {of, id: record}});
}
export const fileOf = (id: string): string => `${ROOT}/${encodeURIComponent(id)}`;
export const removal = (it: Attached): string => target(fileOf(it.id), {version: String(it.version)});

export function placeFor(of: Of, record: string, file: string, facts: Facts): string {
  const query: [string, string][] = [['file', file]];
  if (facts.impersonal) query.push(['impersonal', 'true']);
  if (facts.keptIn) query.push(['keptIn', 'true']);
  return target(`${ROOT}/${of}/${encodeURIComponent(record)}`, query);
}

// Of a convention and what belongs to it: readers without personal data are shown what is marked.
export const marksImpersonal = (of: Of): boolean => of !== 'exchange' && of !== 'follow_up' && of !== 'business';
export const keepsIn = (of: Of): boolean => of === 'business';

const KILO = 1024;
export function sizeOf(bytes: number, words: DocumentMessages): string {
  const isSmall = bytes < KILO * KILO;
  return isSmall ? words.kilobytes(number(Math.max(1, Math.round(bytes / KILO)))) : words.megabytes(megabytes(bytes));
}
