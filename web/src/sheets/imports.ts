// Files brought in as a whole: what goes to the server, and its blocks until it is over.
import {call, send, target, type Schemas} from '../api/client';
import type {Origin, Purpose} from '../contact/types';
import type {Columns, Field} from './sheets';
import {FIELDS} from './sheets';

export type SheetImport = Schemas['SheetImport'];
export type SheetImports = Schemas['SheetImports'];
export type ImportRow = Schemas['SheetImportRow'];
export type RowState = Schemas['SheetImportRowState'];
export type Business = Schemas['SheetImportBusiness'];
export type Kind = SheetImport['kind'];
export type Choice = Schemas['SheetImportChoice'];
export type Use = 'match' | Kind;
export type Words = Schemas['SheetImportWords'];
export type Word = Words['words'][number];
export type SaidWord = Schemas['SheetImportWordsSaid']['words'][number];

export const IMPORTS = '/api/v1/spreadsheets/imports';
export const CONTACT_FIELDS = ['contact', 'firstName', 'function', 'phone', 'mobile', 'email', 'contactedOn'] as const;
export const MEMBER_FIELDS = ['since', 'memberNumber'] as const;
export const EXCHANGE_FIELDS = ['on', 'way', 'theme', 'agent', 'minutes', 'met', 'notes', 'action'] as const;
export const TAG_FIELDS = ['tags', 'portfolio'] as const;
export type TakenField =
  | (typeof CONTACT_FIELDS)[number]
  | (typeof MEMBER_FIELDS)[number]
  | (typeof EXCHANGE_FIELDS)[number]
  | (typeof TAG_FIELDS)[number];
export const STATES: readonly RowState[] = ['review', 'ready', 'wrong', 'left', 'done', 'stays', 'undone'];

export interface Options {
  kind: Kind;
  asOf: string;
  origin: Origin;
  purposes: Purpose[];
  kept: boolean; // for one's own organisation alone
  unit: 'minutes' | 'hours'; // of times spent that are numbers alone
}

// The fields that a use of the file asks for beside those that find the business.
export function takenFields(use: Use): readonly TakenField[] {
  if (use === 'match') return [];
  if (use === 'exchanges') return EXCHANGE_FIELDS;
  if (use === 'tags') return TAG_FIELDS;
  return use === 'members' ? [...MEMBER_FIELDS, ...CONTACT_FIELDS] : CONTACT_FIELDS;
}

export async function bringFile(
  file: File,
  sheet: number,
  header: number,
  columns: Columns,
  options: Options
): Promise<SheetImport> {
  const query: [string, string][] = [
    ['file', file.name],
    ['sheet', String(sheet)],
    ['header', String(header)],
    ['kind', options.kind],
    ['private', String(options.kept)]
  ];
  if (options.kind === 'exchanges') query.push(['timeUnit', options.unit]);
  else if (options.kind !== 'tags')
    query.push(['asOf', options.asOf], ['origin', options.origin], ['purposes', options.purposes.join(',')]);
  const fields: readonly Field[] = [...FIELDS, ...takenFields(options.kind)];
  for (const field of fields) if (columns[field]) query.push([field, String(columns[field])]);
  const answer = await send(target(IMPORTS, query), {method: 'POST', raw: file});
  return (await answer.json()) as SheetImport;
}

// Block after block; told after each. Stopped by an error, it goes on from there the next time.
export async function inBlocks(id: string, step: 'carry-out' | 'undo', told: (now: SheetImport) => void): Promise<SheetImport> {
  const over = step === 'undo' ? 'undone' : 'done';
  for (;;) {
    const now = await call<SheetImport>('POST', `${IMPORTS}/${id}/${step}`, {});
    told(now);
    if (now.state === over) return now;
  }
}

// What the row says in the file, in one line; none once it is erased.
export function saidOf(row: ImportRow): string[] {
  const {name, number, place, contact, phone, mobile, email, on, way, theme, agent, minutes, met, action, tags, portfolio} =
    row.cells;
  const person = [contact, phone, mobile, email].filter(Boolean).join(' · ');
  const exchange = [on, way, theme, agent, minutes, met, action].filter(Boolean).join(' · ');
  const under = [tags, portfolio].filter(Boolean).join(' · ');
  return [name || number, place, person, exchange, under, cut(row.cells.notes)].filter(Boolean);
}

const cut = (text: string) => (text.length > 160 ? `${text.slice(0, 160)}…` : text);

export const keyOf = (one: Word): string => `${one.field}-${one.word}`;

// What was chosen anew, of those that are chosen.
export function saidIn(words: readonly Word[], chosen: Record<string, string>): SaidWord[] {
  return words
    .filter((one) => chosen[keyOf(one)] && chosen[keyOf(one)] !== one.meaning)
    .map((one) => ({field: one.field, word: one.word, meaning: chosen[keyOf(one)] ?? '', version: one.version}));
}
