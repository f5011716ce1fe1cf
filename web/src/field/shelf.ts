// The phone's own storage (IndexedDB). Keys are random ids or those that reports carry; what kind of record it is stands beside, so that
// what expires is erased, and what is unsent counted, by who has no code.
import {type Lock, seal, type Sealed, unseal} from './vault';

export type Kind = 'extract' | 'form' | 'draft' | 'report' | 'photo' | 'sent';
interface Row extends Sealed {
  id: string;
  kind: Kind;
}
const NAME = 'bassin-terrain';

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
const ended = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });

let opened: Promise<IDBDatabase> | null = null;
function database(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('lock');
      request.result.createObjectStore('sealed', {keyPath: 'id'}).createIndex('kind', 'kind');
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}
// Written through to the disk before it is told.
const writing = async (stores: string[]) => (await database()).transaction(stores, 'readwrite', {durability: 'strict'});

export async function readLock(): Promise<Lock | null> {
  const store = (await database()).transaction('lock').objectStore('lock');
  return ((await done(store.get('lock'))) as Lock | undefined) ?? null;
}
export async function writeLock(lock: Lock): Promise<void> {
  const transaction = await writing(['lock']);
  transaction.objectStore('lock').put(lock, 'lock');
  await ended(transaction);
}
export async function countOf(kind: Kind): Promise<number> {
  const store = (await database()).transaction('sealed').objectStore('sealed');
  return done(store.index('kind').count(kind));
}

// Without the code: what has a day is gone after it. Drafts, reports and photos have none.
export async function eraseExtract(lock: Lock): Promise<Lock> {
  const kept = {...lock, expiresAt: ''};
  const transaction = await writing(['lock', 'sealed']);
  const store = transaction.objectStore('sealed');
  for (const kind of ['extract', 'sent'] satisfies Kind[]) {
    const request = store.index('kind').openKeyCursor(kind);
    request.onsuccess = () => {
      if (!request.result) return;
      store.delete(request.result.primaryKey);
      request.result.continue();
    };
  }
  transaction.objectStore('lock').put(kept, 'lock');
  await ended(transaction);
  return kept;
}
export async function eraseAll(): Promise<void> {
  const transaction = await writing(['lock', 'sealed']);
  transaction.objectStore('lock').clear();
  transaction.objectStore('sealed').clear();
  await ended(transaction);
}

export interface Entry {
  kind: Kind;
  id: string;
  value: unknown; // JSON, or bytes of a photo
}
export interface Change {
  put?: Entry[];
  remove?: string[];
}
// What is asked of it by who sends; tests have one of their own.
export interface Shelf {
  all<T>(kind: Kind): Promise<T[]>;
  bytes(id: string): Promise<Uint8Array<ArrayBuffer> | null>;
  write(change: Change): Promise<void>;
}

const labelOf = (row: {kind: Kind; id: string}) => `${row.kind}:${row.id}`;

// With the key, from the right code.
export class OpenShelf implements Shelf {
  constructor(private readonly key: CryptoKey) {}

  async all<T>(kind: Kind): Promise<T[]> {
    const store = (await database()).transaction('sealed').objectStore('sealed');
    const rows = (await done(store.index('kind').getAll(kind))) as Row[];
    const read = async (row: Row) => JSON.parse(new TextDecoder().decode(await unseal(this.key, labelOf(row), row))) as T;
    return Promise.all(rows.map(read));
  }
  async bytes(id: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const store = (await database()).transaction('sealed').objectStore('sealed');
    const row = (await done(store.get(id))) as Row | undefined;
    return row ? unseal(this.key, labelOf(row), row) : null;
  }
  async removeOthers(kind: Kind, named: ReadonlySet<string>): Promise<void> {
    const store = (await database()).transaction('sealed').objectStore('sealed');
    const ids = (await done(store.index('kind').getAllKeys(kind))) as string[];
    await this.write({remove: ids.filter((id) => !named.has(id))});
  }
  // All of it or nothing.
  async write({put = [], remove = []}: Change): Promise<void> {
    const rows = await Promise.all(put.map((entry) => this.sealed(entry)));
    const transaction = await writing(['sealed']);
    const store = transaction.objectStore('sealed');
    for (const id of remove) store.delete(id);
    for (const row of rows) store.put(row);
    await ended(transaction);
  }
  private async sealed({kind, id, value}: Entry): Promise<Row> {
    const bytes =
      value instanceof Uint8Array ? (value as Uint8Array<ArrayBuffer>) : new TextEncoder().encode(JSON.stringify(value));
    return {id, kind, ...(await seal(this.key, labelOf({kind, id}), bytes))};
  }
}
