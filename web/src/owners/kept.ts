// What a browser keeps of a report: while it is written, in its tab alone; once it was sent and not confirmed, until it is.
import type {Draft} from '../crisis/damage';
import type {Body} from './sending.svelte';

export interface Typed {
  siret: string;
  name: string;
  address: string;
  person: string;
}
export interface Begun {
  id: string;
  typed: Typed;
  draft: Draft;
}

const begunKey = (code: string) => `bassin.sinistre.${code}`;
const sentKey = (code: string) => `bassin.sinistre.${code}.envoi`;

// A browser may refuse to keep anything: the form works without.
function read<T>(store: () => Storage, key: string): T | null {
  try {
    const text = store().getItem(key);
    return text ? (JSON.parse(text) as T) : null;
  } catch {
    return null;
  }
}
function write(store: () => Storage, key: string, value: unknown): void {
  try {
    if (value === null) store().removeItem(key);
    else store().setItem(key, JSON.stringify(value));
  } catch {
    return;
  }
}
const tab = () => sessionStorage;
const device = () => localStorage;

export const begun = (code: string) => read<Begun>(tab, begunKey(code));
export const keepBegun = (code: string, it: Begun | null) => write(tab, begunKey(code), it);
// Several owners may share a device: one that waits is not forgotten for another.
export const unconfirmed = (code: string): Body[] => [read<Body | Body[]>(device, sentKey(code)) ?? []].flat();
const writeSent = (code: string, all: Body[]) => write(device, sentKey(code), all.length > 0 ? all : null);
export const keepUnconfirmed = (code: string, it: Body) =>
  writeSent(code, [...unconfirmed(code).filter((one) => one.id !== it.id), it]);
export const confirmed = (code: string, id: string) =>
  writeSent(
    code,
    unconfirmed(code).filter((one) => one.id !== id)
  );
