import {call, get, type Schemas} from '../api/client';
import {clock} from '../base/format';
import {nameOf} from '../base/values';
import {crisisMessages} from '../messages/crisis';
import type {Choice} from '../ui/Lookup.svelte';

export type Crisis = Schemas['Crisis'];
export type Kind = Schemas['CrisisKind'];
export type Case = Schemas['CrisisCase'];
export type CaseState = Schemas['CaseState'];
export type Trading = Schemas['Trading'];
export type Situation = Schemas['CrisisSituation'];
export type Figures = Schemas['CrisisFigures'];
export type Zone = Schemas['CrisisZone'];
export type NewZone = Schemas['NewCrisisZone'];

export const KINDS: readonly Kind[] = ['flood', 'storm', 'fire', 'pollution', 'accident', 'other'];
export const STATES: readonly CaseState[] = [
  'potential',
  'reported',
  'contacted',
  'visited',
  'qualified',
  'filed',
  'reopened',
  'closed_for_good',
  'nothing_to_do'
];
export const TRADINGS: readonly Trading[] = ['unknown', 'open', 'partly', 'closed', 'inaccessible', 'refused'];
export const ENTRIES = ['inside', 'unlocated', 'indirect', 'added', 'parcels'] as const;
export const CHAMBERS = ['cci', 'cma', 'ca', 'outside', 'to-qualify'] as const;
const END = STATES.indexOf('reopened');

// A step that wants a reason, as the server judges it.
export function isBackward(from: CaseState, to: CaseState): boolean {
  const [a, b] = [STATES.indexOf(from), STATES.indexOf(to)];
  return a !== b && (a >= END || b < a);
}

export const address = (id: string, more = '') => `/crises/${id}${more}`;
export const api = (id: string, more = '') => `/api/v1/crises/${id}${more}`;
export const apiOfCase = (id: string, more = '') => `/api/v1/crisis-cases/${id}${more}`;

export const once = () => ({'Idempotency-Key': crypto.randomUUID()});
export const at = (iso: string) => clock(new Date(iso).getTime());
export const caseName = (it: Case) => (it.row ? nameOf(it.row) : crisisMessages().unknownBusiness);

export const read = (id: string) => get('/api/v1/crises/{id}', undefined, {values: {id}});

export async function findBusinesses(words: string, signal: AbortSignal): Promise<Choice[]> {
  const answer = await get('/api/v1/search', {q: words, limit: '8'}, {signal});
  return answer.hits.map(({row}) => ({id: row.id, label: nameOf(row), more: row.commune?.label ?? ''}));
}

export const sendZone = (id: string, zone: NewZone, key: string) =>
  call<Schemas['CrisisZoneEntered']>('POST', api(id, '/zones'), zone, undefined, {'Idempotency-Key': key});
export const previewZone = (id: string, zone: NewZone) =>
  call<Schemas['CrisisZoneCounts']>('POST', api(id, '/zone-previews'), zone);
