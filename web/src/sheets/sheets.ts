// Spreadsheets sent to be read and matched: what goes to the server, and the result as a file.
import {send, target, type Schemas} from '../api/client';
import type {Cell} from '../charts/csv';
import type {SheetMessages} from '../messages/sheets';

export type Spreadsheet = Schemas['Spreadsheet'];
export type Sheet = Spreadsheet['sheets'][number];
export type Columns = Schemas['SpreadsheetColumns'];
export type Field = keyof Columns;
export type Matches = Schemas['SpreadsheetMatches'];
export type Match = Schemas['SpreadsheetMatch'];
export type Candidate = Match['candidates'][number];

// Those that find the business.
export const FIELDS = ['name', 'siret', 'siren', 'address', 'postalCode', 'commune'] as const;
export const BYTES_MOST = 16 * 1024 * 1024;

// What a person decided on a row: a candidate, or none of them.
export type Choices = ReadonlyMap<number, Candidate | null>;

export async function readFile(file: File): Promise<Spreadsheet> {
  const answer = await send(target('/api/v1/spreadsheets', [['file', file.name]]), {method: 'POST', raw: file});
  return (await answer.json()) as Spreadsheet;
}

export async function matchFile(file: File, sheet: number, header: number, columns: Columns): Promise<Matches> {
  const query: [string, string][] = [
    ['file', file.name],
    ['sheet', String(sheet)],
    ['header', String(header)]
  ];
  for (const field of FIELDS) if (columns[field]) query.push([field, String(columns[field])]);
  const answer = await send(target('/api/v1/spreadsheets/matches', query), {method: 'POST', raw: file});
  return (await answer.json()) as Matches;
}

// 1: "A", 27: "AA".
export function letterOf(column: number): string {
  let out = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) out = String.fromCharCode(65 + ((rest - 1) % 26)) + out;
  return out;
}

// The names of the columns, by the row that is said to hold them.
export function namesOf(sheet: Sheet, header: number): string[] {
  const cells = sheet.first.find((one) => one.row === header)?.cells ?? [];
  return Array.from({length: sheet.columns}, (_, at) => cells[at] ?? '');
}

export function addressOf(one: Candidate): string {
  return [one.address, one.postalCode, one.commune].filter(Boolean).join(' ');
}

// The establishment of the row: what is certain, or what was chosen; undefined where nobody has decided yet.
export function decided(match: Match, choices: Choices): Candidate | null | undefined {
  const chosen = choices.get(match.row);
  if (chosen !== undefined) return chosen;
  if (match.verdict === 'certain') return match.candidates[0];
  return match.verdict === 'none' ? null : undefined;
}

// The establishments of all rows that are decided, each once.
export function foundIn(matches: Matches, choices: Choices): string[] {
  const found = matches.rows.map((one) => decided(one, choices)?.business);
  return [...new Set(found.filter((one) => one !== undefined))];
}

export function howOf(match: Match, choices: Choices, texts: SheetMessages): string {
  const odd = match.oddities.map((one) => texts.oddities[one]);
  if (choices.has(match.row)) return [texts.chosen, ...odd].join(', ');
  if (match.verdict === 'certain') return [texts.reasons[match.reason], ...odd].join(', ');
  if (match.verdict === 'none') return odd.length > 0 ? odd.join(', ') : texts.notFound;
  return [texts.undecided, ...odd].join(', ');
}

export function resultOf(matches: Matches, choices: Choices, texts: SheetMessages): Cell[][] {
  return matches.rows.map((one) => {
    const found = decided(one, choices);
    return [
      one.row,
      one.name,
      one.place,
      one.number,
      found?.business ?? '',
      found?.name ?? '',
      found ? addressOf(found) : '',
      howOf(one, choices, texts)
    ];
  });
}
