// What parties show one another, put so that it can be read: who stands at which level, who shows the same, what an annex changes.
import {nameOf} from '../convention/types';
import {LEVELS, RECORDS, type Annex, type Annexes, type Level, type RecordKind, type SharedLevel, type Showing} from './types';

// What differs for some readers, beside what all others see.
export interface Shown {
  all: Level;
  others: ReadonlyMap<string, Level>; // by name of the reader
}

export function shownOf(levels: readonly SharedLevel[], kind: RecordKind): Shown {
  const of = levels.filter((one) => one.kind === kind);
  const all = of.find((one) => one.reader === null)?.level ?? 'header';
  const others = of.filter((one) => one.reader !== null && one.level !== all);
  return {all, others: new Map(others.map((one) => [nameOf(one.reader), one.level]))};
}

const keyOf = (levels: readonly SharedLevel[]): string =>
  RECORDS.map((kind) => {
    const {all, others} = shownOf(levels, kind);
    return [all, ...[...others].map((one) => one.join('=')).sort()].join();
  }).join(';');

export interface Group {
  owners: string[];
  levels: readonly SharedLevel[];
}

// Parties that show the same to the same stand together.
export function groups(parties: readonly Pick<Showing, 'owner' | 'levels'>[]): Group[] {
  const found = new Map<string, Group>();
  for (const {owner, levels} of parties) {
    const key = keyOf(levels);
    const group = found.get(key) ?? {owners: [], levels};
    group.owners.push(nameOf(owner));
    found.set(key, group);
  }
  return [...found.values()];
}

export interface Difference {
  owner: string;
  kind: RecordKind;
  reader: string | null; // null: all others
  except: string[]; // of all others
  before: Level;
  after: Level;
}

// What a proposal changes of what is shown today.
export function differences(annex: Annex, parties: Annexes['parties']): Difference[] {
  const out: Difference[] = [];
  for (const {owner, levels} of annex.statements) {
    const now = parties.find((one) => one.owner?.id === owner?.id)?.levels ?? [];
    for (const kind of RECORDS) {
      const before = shownOf(now, kind);
      const after = shownOf(levels, kind);
      const add = (reader: string | null, from: Level, to: Level) => {
        const except = reader === null ? [...after.others.keys()] : [];
        if (from !== to) out.push({owner: nameOf(owner), kind, reader, except, before: from, after: to});
      };
      add(null, before.all, after.all);
      for (const reader of new Set([...before.others.keys(), ...after.others.keys()]))
        add(reader, before.others.get(reader) ?? before.all, after.others.get(reader) ?? after.all);
    }
  }
  return out;
}

// What a party may choose alone: no more than today.
export const upTo = (level: Level): readonly Level[] => LEVELS.slice(0, LEVELS.indexOf(level) + 1);
