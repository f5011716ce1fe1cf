// The server as the field application asks it. Types are those of openapi.yaml; the code is small, since all of it is kept on the phone.
import type {components} from '../api/schema.gen';

export type Schemas = components['schemas'];
export type Extract = Schemas['FieldExtract'];
export type FieldCase = Schemas['FieldCase'];
export type Question = Schemas['DamageQuestion'];
export type Report = Schemas['NewDamageReport'];

// What the server refused. `status` 0: it was not reached.
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string
  ) {
    super(message);
  }
}
// Worth another try by itself: nobody refused anything.
export const isPassing = (it: Refusal) => it.status === 0 || it.status === 429 || it.status >= 500;

export interface SessionNow {
  step: 'out' | 'second_factor' | 'enrol_second_factor' | 'notice' | 'in';
  token: string | null;
  agent: {id: string; name: string} | null;
  may: string[];
}
let token: string | null = null;

async function asked(
  method: string,
  path: string,
  how: {json?: unknown; bytes?: BodyInit; headers?: Record<string, string>} = {}
) {
  const headers: Record<string, string> = {'Accept-Language': document.documentElement.lang, ...how.headers};
  if (how.json !== undefined) headers['Content-Type'] = 'application/json';
  if (method !== 'GET' && token) headers['X-Bassin-Token'] = token;
  const body = how.bytes ?? (how.json === undefined ? undefined : JSON.stringify(how.json));
  let response: Response;
  try {
    response = await fetch(path, {method, headers, body, credentials: 'same-origin', cache: 'no-store'});
  } catch {
    throw new Refusal(0, 'web.unreachable', '');
  }
  const told = (await response.json().catch(() => null)) as {error?: string; message?: string} | null;
  if (response.ok && told) return told as unknown;
  // An answer that is not the server's: of a portal that wants to be signed in to, say.
  if (response.ok || !told?.error) throw new Refusal(response.ok ? 0 : response.status, 'web.unreachable', '');
  throw new Refusal(response.status, told.error, told.message ?? '');
}
const ask = async <T>(...all: Parameters<typeof asked>) => (await asked(...all)) as T;
const part = encodeURIComponent;

async function session(method: string, path: string, json?: unknown, unattended = false): Promise<SessionNow> {
  const headers: Record<string, string> = unattended ? {'X-Bassin-Unattended': '1'} : {};
  const now = await ask<SessionNow>(method, path, {json, headers});
  token = now.token;
  return now;
}
// `unattended`: nobody pressed anything, and the session is not prolonged.
export const readSession = (unattended = false) => session('GET', '/api/v1/session', undefined, unattended);
export const signIn = (email: string, password: string) => session('POST', '/api/v1/session', {email, password});
export const showCode = (code: string) => session('POST', '/api/v1/session/second-factor', {code});

export const readCrises = async () => (await ask<Schemas['Crises']>('GET', '/api/v1/crises')).crises;
export const readSituation = (crisis: string) =>
  ask<Schemas['CrisisSituation']>('GET', `/api/v1/crises/${part(crisis)}/situation`);
export const readStreets = async (commune: string) =>
  (await ask<Schemas['Streets']>('GET', `/api/v1/streets?commune=${part(commune)}`)).streets;

export interface Part {
  crisis: string;
  commune: string;
  street: string;
  mine: boolean;
}
export function takeExtract(wanted: Part): Promise<Extract> {
  const query = new URLSearchParams();
  if (wanted.commune) query.set('commune', wanted.commune);
  if (wanted.street) query.set('street', wanted.street);
  if (wanted.mine) query.set('mine', 'yes');
  return ask('GET', `/api/v1/crises/${part(wanted.crisis)}/field-extract?${query}`);
}

// What the queue needs of it.
export interface Server {
  report(crisis: string, report: Report): Promise<Schemas['DamageReportReceived']>;
  reportsOf(record: string): Promise<Schemas['CaseReports']>;
  photo(report: string, id: string, bytes: Uint8Array<ArrayBuffer>): Promise<unknown>;
}
export const server: Server = {
  report: (crisis, report) => ask('POST', `/api/v1/crises/${part(crisis)}/damage-reports`, {json: report}),
  reportsOf: (record) => ask('GET', `/api/v1/crisis-cases/${part(record)}/damage-reports`),
  photo: (report, id, bytes) =>
    ask('POST', `/api/v1/documents/damage_report/${part(report)}?file=${part(`photo-${id.slice(0, 8)}.jpg`)}`, {
      bytes: new Blob([bytes]),
      headers: {'Content-Type': 'application/octet-stream', 'Idempotency-Key': id}
    })
};
