// Businesses that the register lacks: what the pages ask of the server, and how a form's facts become a request.
import {get} from '../api/client';
import {communeName} from '../base/format';
import type {Choice} from '../ui/Lookup.svelte';
import type {Facts, Local} from './types';

export const pageOf = (local: Local): string => `/etablissements/${encodeURIComponent(local.business)}`;

function shown(value: Local['name']): string {
  return 'value' in value && typeof value.value === 'string' ? value.value : '';
}
export const isHidden = (local: Local): boolean => 'masked' in local.name;
export const nameOf = (local: Local, masked: string): string => ('masked' in local.name ? masked : shown(local.name));

const communes = new Map<string, Promise<string>>();
// The name of a commune by its code; each is asked once.
export function communeOf(code: string): Promise<string> {
  let known = communes.get(code);
  if (!known) {
    known = get('/api/v1/territories', {name: `commune:${code}`})
      .then((answer) => answer.territories[0]?.name ?? code)
      .catch(() => code);
    communes.set(code, known);
  }
  return known;
}

export async function findCommunes(words: string, signal: AbortSignal): Promise<Choice[]> {
  const answer = await get('/api/v1/territories', {name: words}, {signal});
  return answer.territories
    .filter((one) => one.kind === 'commune')
    .slice(0, 10)
    .map((one) => ({id: one.id, label: communeName(one.name), more: one.id}));
}

export async function findActivities(words: string, signal: AbortSignal): Promise<Choice[]> {
  const answer = await get('/api/v1/activities', {words}, {signal});
  return answer.activities.map((one) => ({id: one.code, label: `${one.code} ${one.label}`}));
}

export async function factsOf(local: Local): Promise<Facts> {
  const position = 'value' in local.position ? (local.position.value as Facts['position']) : null;
  const code = local.activity?.code ?? '';
  const activities = code ? await findActivities(code, new AbortController().signal) : [];
  return {
    name: shown(local.name),
    naturalPerson: local.naturalPerson,
    address: shown(local.address),
    commune: {id: local.commune, label: await communeOf(local.commune)},
    activity: code ? (activities.find((one) => one.id === code) ?? {id: code, label: code}) : null,
    position: position ?? null,
    size: local.size ?? '',
    openedOn: local.openedOn ?? '',
    closed: local.closed,
    closedOn: local.closedOn ?? '',
    reason: shown(local.reason)
  };
}

// The body of a request. `before`: an activity of another nomenclature stays as it is where nobody touched it.
export function bodyOf(facts: Facts, before?: Local): Record<string, unknown> {
  const code = facts.activity?.id ?? null;
  const same = before?.activity && before.activity.code === code ? before.activity : null;
  return {
    name: facts.name.trim(),
    naturalPerson: facts.naturalPerson,
    address: facts.address.trim() || null,
    commune: facts.commune?.id ?? '',
    position: facts.position,
    activity: same ?? (code ? {nomenclature: 'NAFRev2', code} : null),
    ...(facts.size ? {size: facts.size} : {}),
    openedOn: facts.openedOn || null,
    closed: facts.closed,
    closedOn: facts.closed ? facts.closedOn || null : null,
    reason: facts.reason.trim()
  };
}
