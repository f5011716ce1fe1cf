// Contacts as openapi.yaml states them, and what is written of them.
import {call, type Schemas} from '../api/client';

export type Contact = Schemas['Contact'];
export type Channel = Schemas['ContactChannel'];
export type Opposition = Schemas['ContactOpposition'];
export type Purpose = Schemas['ContactPurpose'];
export type Origin = Schemas['ContactOrigin'];
export type Pair = Schemas['ContactPairs']['pairs'][number];

export const PURPOSES: readonly Purpose[] = ['follow_up', 'events', 'surveys', 'crisis'];
export const ORIGINS: readonly Origin[] = ['told', 'chamber_file', 'public_site', 'event', 'partner', 'other'];

export const addressOf = (contact: string) => `/api/v1/contacts/${encodeURIComponent(contact)}`;

// A change states the version that the reader saw.
export function write(contact: Contact, method: 'POST' | 'PUT' | 'PATCH', path: string, more: object = {}): Promise<unknown> {
  return call(method, addressOf(contact.id) + path, {version: contact.version, ...more});
}
export function erase(contact: Contact, path = ''): Promise<unknown> {
  return call('DELETE', `${addressOf(contact.id)}${path}?version=${contact.version}`);
}

export const isEmail = (text: string) => text.includes('@');
export {fileAddress as businessOf} from '../base/file';

// What a dialog was opened for.
export type Opened =
  | {what: 'add'}
  | {what: 'edit' | 'channel' | 'oppose' | 'link' | 'erase'; of: Contact}
  | {what: 'editChannel'; of: Contact; channel: Channel}
  | {what: 'merge'; pair: Pair};
