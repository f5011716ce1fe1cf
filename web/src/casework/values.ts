// Values of corrections as text.
import {m} from '../messages';
import type {Shown} from './types';

type Chamber = keyof typeof m.chambers.short;

function chambers(list: unknown): string {
  if (!Array.isArray(list)) return '';
  return list.map((one) => m.chambers.short[one as Chamber] ?? String(one)).join(' + ') || m.chambers.short.outside;
}

export function shown(value: Shown | null): string {
  if (value === null) return '–';
  if ('masked' in value) return m.masked;
  const inner = value.value;
  if (inner === null || inner === undefined) return '–';
  if (typeof inner !== 'object') return String(inner);
  const fields = inner as Record<string, unknown>;
  if ('longitude' in fields) return `${Number(fields.latitude).toFixed(5)}, ${Number(fields.longitude).toFixed(5)}`;
  if ('code' in fields) return String(fields.code);
  if ('members' in fields) return chambers(fields.members);
  const [add, remove] = [chambers(fields.add), chambers(fields.remove)];
  return [
    Array.isArray(fields.add) && fields.add.length ? `+ ${add}` : '',
    Array.isArray(fields.remove) && fields.remove.length ? `− ${remove}` : ''
  ]
    .filter(Boolean)
    .join(' ');
}
