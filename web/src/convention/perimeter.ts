// The communes of the signing, by the intercommunality in which their ground lies today: the one that has most comes first.
import type {Commune} from './types';

export interface Group {
  epci: string | null;
  label: string | null;
  communes: Commune[];
}

export const isOther = (one: Commune): boolean => one.now.code !== one.code || one.now.label !== one.label;

export function byEpci(perimeter: readonly Commune[]): Group[] {
  const groups = new Map<string | null, Group>();
  for (const commune of perimeter) {
    const {epci, epciLabel} = commune.now;
    const group = groups.get(epci) ?? {epci, label: epciLabel, communes: []};
    group.communes.push(commune);
    groups.set(epci, group);
  }
  const all = [...groups.values()];
  for (const group of all) group.communes.sort((a, b) => a.label.localeCompare(b.label, 'fr'));
  return all.sort((a, b) => b.communes.length - a.communes.length || (a.label ?? '').localeCompare(b.label ?? '', 'fr'));
}

// One territory as it is named, several as the list of their communes.
export function territoryOf(chosen: readonly {id: string; communes: readonly string[]}[]): string {
  const [first, ...others] = chosen;
  if (!first || others.length === 0) return first?.id ?? '';
  return `list:${[...new Set(chosen.flatMap((one) => one.communes))].sort().join(',')}`;
}
