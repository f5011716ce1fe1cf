// Values of answers as text: known, not known, or not shown to this reader.
import type {Schemas} from '../api/client';
import {m} from '../messages';

export type Value = Schemas['Value'];

export function isMasked(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'masked' in value;
}

export function text(value: Value): string {
  if (value === null) return '';
  return 'masked' in value ? m.masked : value.text;
}

// A name to call a row by, whatever is known of it.
export function nameOf(row: {name: Value; unitName?: Value; id?: string}): string {
  return text(row.name) || text(row.unitName ?? null) || m.withoutName;
}
