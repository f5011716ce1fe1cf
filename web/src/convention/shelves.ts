// The list of conventions: in force, in preparation, over; annual applications and amendments under what they belong to.
import type {Summary} from './types';

export type ShelfName = 'running' | 'prepared' | 'over';
export interface Entry {
  it: Summary;
  below: Summary[];
}
export interface Shelf {
  name: ShelfName;
  entries: Entry[];
}

export function shelfOf(it: Summary): ShelfName {
  if (it.phase === 'running') return 'running';
  return it.phase === 'over' || it.status === 'abandoned' ? 'over' : 'prepared';
}

const newestFirst = (a: Summary, b: Summary): number => (b.startsOn ?? '9999').localeCompare(a.startsOn ?? '9999');

// `all` in the order of the server. One whose parent the reader does not see stands by itself.
export function shelves(all: readonly Summary[]): Shelf[] {
  const known = new Set(all.map((one) => one.id));
  const hangs = (one: Summary) => one.parent !== null && known.has(one.parent);
  const entries = all
    .filter((one) => !hangs(one))
    .map((it) => ({it, below: all.filter((one) => one.parent === it.id).sort(newestFirst)}));
  const names: ShelfName[] = ['running', 'prepared', 'over'];
  return names
    .map((name) => ({name, entries: entries.filter((one) => shelfOf(one.it) === name)}))
    .filter((one) => one.entries.length > 0);
}
