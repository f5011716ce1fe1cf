// A change of territory as it is planned on the screen, and as the server takes it.
import type {Schemas} from '../api/client';

export type Change = Schemas['TerritoryChange'];
export type Preview = Schemas['TerritoryPreview'];
export type Proposal = Schemas['TerritoryProposal'];
export type Plan = Schemas['TerritoryPlan'];
export type Count = Schemas['TerritoryCounts'][number];

export interface Row {
  commune: string;
  name: string;
  heir: string; // a key; "": it stays
}
export interface Part {
  organisation: string;
  name: string;
  ends: boolean;
  rest: string;
  rows: Row[];
}
// One that may inherit: there already, or made by the change.
export interface Heir {
  key: string;
  name: string;
  fresh: boolean;
  kind: string;
  siren: string;
}

// What the code lists propose. An intercommunality that is nobody's here yet is a new organisation.
export function proposed(
  organisation: {id: string; name: string},
  proposal: Proposal,
  kind: string
): {part: Part; heirs: Heir[]} {
  const heirs = new Map<string, Heir>();
  const rows = proposal.communes.map((it) => {
    if (it.stays || !it.epci) return {commune: it.commune, name: it.name, heir: ''};
    const key = it.organisation?.id ?? `epci:${it.epci.siren}`;
    if (!it.organisation) heirs.set(key, {key, name: it.epci.name, fresh: true, kind, siren: it.epci.siren});
    return {commune: it.commune, name: it.name, heir: key};
  });
  const ends = rows.length > 0 && rows.every((it) => it.heir !== '');
  const part = {organisation: organisation.id, name: organisation.name, ends, rest: ends ? mostOf(rows) : '', rows};
  return {part, heirs: [...heirs.values()]};
}

// Who takes over most of them.
export function mostOf(rows: readonly Row[]): string {
  const counts = new Map<string, number>();
  for (const {heir} of rows) if (heir) counts.set(heir, (counts.get(heir) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}

// What the server takes: of the heirs those that inherit something.
export function planOf(on: string, parts: readonly Part[], heirs: readonly Heir[], homes: Plan['homes']): Plan {
  const used = new Set(parts.flatMap((it) => [it.ends ? it.rest : '', ...it.rows.map((row) => row.heir)]));
  return {
    on,
    formers: parts.map((it) => ({organisation: it.organisation, ends: it.ends, rest: it.ends ? it.rest : null})),
    heirs: heirs
      .filter((it) => used.has(it.key))
      .map((it) =>
        it.fresh ? {key: it.key, new: true, name: it.name, kind: it.kind, siren: it.siren || null} : {key: it.key}
      ),
    communes: parts.flatMap((it) =>
      it.rows.map((row) => ({former: it.organisation, commune: row.commune, heir: row.heir || null}))
    ),
    homes: homes.filter((it) => used.has(it.heir))
  };
}

export const heirNames = (change: Change) => new Map(change.heirs.map((it) => [it.key, it.name]));

// {kind: records} of those that pass, and of those that stay.
export function totals(preview: Preview): {kind: string; passing: number; staying: number}[] {
  const out = new Map<string, {kind: string; passing: number; staying: number}>();
  for (const part of [...preview.communes, ...preview.elsewhere])
    for (const it of part.counts) {
      const one = out.get(it.kind) ?? {kind: it.kind, passing: 0, staying: 0};
      if (it.heir) one.passing += it.records;
      else one.staying += it.records;
      out.set(it.kind, one);
    }
  return [...out.values()];
}

// A cell that a spreadsheet takes for a text, never for a formula.
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

// The preview as a file, a line for each commune and kind of record.
export function csvOf(change: Change, preview: Preview, head: readonly string[], records: Record<string, string>): string {
  const names = heirNames(change);
  const formers = new Map(change.formers.map((it) => [it.organisation?.id ?? '', it.organisation?.name ?? '']));
  const lines = [head.map(cell)];
  const add = (former: string, place: string[], counts: readonly Count[]) => {
    for (const it of counts.length > 0 ? counts : [{kind: '', heir: null, records: 0}])
      lines.push(
        [
          formers.get(former) ?? '',
          ...place,
          records[it.kind] ?? it.kind,
          String(it.records),
          names.get(it.heir ?? '') ?? ''
        ].map(cell)
      );
  };
  const list = (all: readonly ({name: string | null} | null)[]) => all.map((it) => it?.name ?? '').join(', ');
  for (const it of preview.communes) add(it.former, [it.commune, it.name, list(it.before), list(it.after)], it.counts);
  for (const it of preview.elsewhere) add(it.former, ['', '', '', ''], it.counts);
  return '\ufeff' + lines.map((it) => it.join(';')).join('\r\n') + '\r\n';
}
