// The only door to the server. Paths, parameters and answers are those of openapi.yaml (schema.gen.ts is made from it).
import {currentLanguage} from '../messages';
import type {components, paths} from './schema.gen';

export type Schemas = components['schemas'];
type Json<Responses> = Responses extends {200: {content: {'application/json': infer Body}}} ? Body : never;
type GetPath = {[P in keyof paths]: paths[P] extends {get: {responses: unknown}} ? P : never}[keyof paths];
type Operation<P extends GetPath> = paths[P] extends {get: infer O} ? O : never;
export type Answer<P extends GetPath> = Operation<P> extends {responses: infer R} ? Json<R> : never;

// What the server refused: its code, and its words in the reader's language. `status` 0: it was not reached.
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly values: Record<string, string> = {}
  ) {
    super(message);
  }
}

let csrfToken: string | null = null;
export function keepToken(token: string | null): void {
  csrfToken = token;
}

let refusedAccess: () => void = () => undefined;
// Called when the server says that nobody is signed in any more.
export function onSignedOut(call: () => void): void {
  refusedAccess = call;
}

async function failureOf(response: Response): Promise<Refused> {
  try {
    const body = (await response.json()) as Partial<Schemas['Failure']>;
    return new Refused(response.status, body.error ?? 'http.failure', body.message ?? response.statusText, body.values);
  } catch {
    return new Refused(response.status, 'http.failure', response.statusText);
  }
}

interface Call {
  method?: string;
  body?: unknown;
  raw?: BodyInit;
  signal?: AbortSignal;
  headers?: Record<string, string>;
}

// For the operations whose answers are not JSON, and those that change something.
export async function send(target: string, call: Call = {}): Promise<Response> {
  const headers: Record<string, string> = {'Accept-Language': currentLanguage(), ...call.headers};
  const method = call.method ?? 'GET';
  if (call.body !== undefined) headers['Content-Type'] = 'application/json';
  if (method !== 'GET' && csrfToken) headers['X-Bassin-Token'] = csrfToken;
  const body = call.raw ?? (call.body === undefined ? undefined : JSON.stringify(call.body));
  let response: Response;
  try {
    response = await fetch(target, {method, headers, body, signal: call.signal, credentials: 'same-origin'});
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Refused(0, 'web.unreachable', '');
  }
  if (response.ok) return response;
  const failure = await failureOf(response);
  if (response.status === 401) refusedAccess();
  throw failure;
}

// A file on its way, with what was sent of it so far, 0 to 1; once for one `key`.
export function sendFile(
  target: string,
  file: Blob,
  how: {key: string; signal: AbortSignal; progress: (part: number) => void}
): Promise<void> {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open('POST', target);
    request.setRequestHeader('Accept-Language', currentLanguage());
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('Idempotency-Key', how.key);
    if (csrfToken) request.setRequestHeader('X-Bassin-Token', csrfToken);
    request.upload.onprogress = (sent) => how.progress(sent.total > 0 ? sent.loaded / sent.total : 0);
    request.onerror = () => failed(new Refused(0, 'web.unreachable', ''));
    request.onabort = () => failed(new DOMException('', 'AbortError'));
    request.onload = async () => {
      if (request.status === 200) return done();
      if (request.status === 401) refusedAccess();
      failed(await failureOf(new Response(request.responseText, {status: request.status})));
    };
    how.signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

export async function call<T>(
  method: string,
  target: string,
  body?: unknown,
  signal?: AbortSignal,
  headers?: Record<string, string>
): Promise<T> {
  const response = await send(target, {method, body, signal, headers});
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

export type Query = URLSearchParams | [string, string][] | Record<string, string>;

export function target(path: string, query?: Query): string {
  const text = query ? new URLSearchParams(query).toString() : '';
  return text ? `${path}?${text}` : path;
}

// Of a request that nobody made by hand: it does not prolong the session.
export const UNATTENDED = {'X-Bassin-Unattended': '1'};

// GET of a path of openapi.yaml; `{names}` in it are filled from `values`.
export function get<P extends GetPath>(
  path: P,
  query?: Query,
  how: {values?: Record<string, string>; signal?: AbortSignal; unattended?: boolean} = {}
): Promise<Answer<P>> {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(how.values?.[name] ?? ''));
  return call<Answer<P>>('GET', target(filled, query), undefined, how.signal, how.unattended ? UNATTENDED : undefined);
}

// Whether the server has that operation at all: a screen's part that needs it is left out where it has not.
export function isAbsent(error: unknown): boolean {
  return error instanceof Refused && (error.status === 404 || error.status === 405) && error.code.startsWith('http.');
}
