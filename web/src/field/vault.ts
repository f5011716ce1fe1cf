// What the phone keeps is sealed with a key that the code makes (docs/decisions/0044-the-field-application.md). Neither is ever stored.
export const ROUNDS = 600_000;
export const DIGITS_LEAST = 6;

export interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}
// The only record in clear: nothing in it tells of anybody.
export interface Lock {
  salt: Uint8Array<ArrayBuffer>;
  rounds: number;
  check: Sealed; // opens with the right code alone
  expiresAt: string; // of the extract; '': there is none
  failures: number;
  waitUntil: number; // milliseconds since 1970
}
const CHECK = 'bassin-terrain';

export async function keyOf(code: string, salt: Uint8Array<ArrayBuffer>, rounds: number): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', new TextEncoder().encode(code), 'PBKDF2', false, ['deriveKey']);
  const how = {name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds};
  return crypto.subtle.deriveKey(how, material, {name: 'AES-GCM', length: 256}, false, ['encrypt', 'decrypt']);
}

// `label`: what it is and its id; sealed under one, it does not open under another.
export async function seal(key: CryptoKey, label: string, bytes: Uint8Array<ArrayBuffer>): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const how = {name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(label)};
  return {iv, data: await crypto.subtle.encrypt(how, key, bytes)};
}

export async function unseal(key: CryptoKey, label: string, sealed: Sealed): Promise<Uint8Array<ArrayBuffer>> {
  const how = {name: 'AES-GCM', iv: sealed.iv, additionalData: new TextEncoder().encode(label)};
  return new Uint8Array(await crypto.subtle.decrypt(how, key, sealed.data));
}

export async function newLock(code: string, expiresAt: string, rounds = ROUNDS): Promise<{lock: Lock; key: CryptoKey}> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const key = await keyOf(code, salt, rounds);
  const check = await seal(key, CHECK, new TextEncoder().encode(CHECK));
  return {lock: {salt, rounds, check, expiresAt, failures: 0, waitUntil: 0}, key};
}

// Null: another code.
export async function keyFor(lock: Lock, code: string): Promise<CryptoKey | null> {
  const key = await keyOf(code, lock.salt, lock.rounds);
  try {
    await unseal(key, CHECK, lock.check);
    return key;
  } catch {
    return null;
  }
}

const WAITS = [0, 0, 5, 15, 60, 300, 900]; // seconds after so many wrong codes in a row, less one
export function waitAfter(failures: number): number {
  return failures <= 0 ? 0 : (WAITS[Math.min(failures, WAITS.length) - 1] ?? 0);
}

// As it is kept before anybody is told that the code was wrong. A clock that was set back waits no longer than the last wait.
export const afterWrong = (lock: Lock, now: number): Lock => ({
  ...lock,
  failures: lock.failures + 1,
  waitUntil: now + waitAfter(lock.failures + 1) * 1000
});
export const secondsToWait = (lock: Lock, now: number) =>
  Math.min(Math.max(0, Math.ceil((lock.waitUntil - now) / 1000)), waitAfter(lock.failures));

export type Strength = 'short' | 'weak' | 'digits' | 'good';
// 'digits': stops who finds the phone, not a laboratory. 'weak': among the first that anybody tries.
export function strengthOf(code: string): Strength {
  if (code.length < DIGITS_LEAST) return 'short';
  const steps = [...code].slice(1).map((one, at) => one.charCodeAt(0) - code.charCodeAt(at));
  const run = steps.every((step) => step === steps[0] && Math.abs(step) <= 1);
  if (run || new Set(code).size < 3 || /^(\d{2,3})\1+$/.test(code) || /^(19|20)\d{4}$/.test(code)) return 'weak';
  return code.length >= 10 && /\D/.test(code) ? 'good' : 'digits';
}
