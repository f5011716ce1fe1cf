// Call sheets on paper and their answers typed back: the same questions on both, and a code by which a sheet finds its case.
import {get, type Schemas} from '../api/client';
import type {Case} from './crisis';
import {STATES} from './crisis';
import type {Question} from './damage';

// What fits on a quarter of a page. In the order of the paper.
const ASKED = ['trading', 'people_safe', 'water_height', 'urgent_need', 'stopped', 'insured', 'callback', 'remarks'];
export const SHEETS_MOST = 100; // one print: each sheet asks for its numbers

export const askedOn = (questions: readonly Question[]): Question[] =>
  ASKED.flatMap((id) => questions.find((one) => one.id === id) ?? []);

// Without letters that are taken for digits.
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 5;

// Of the end of the id, which is chance: one in some thousand cases shares it with another, and then both are shown.
export function codeOf(id: string): string {
  let bits = Number.parseInt(id.replace(/-/g, '').slice(-8), 16) % 2 ** (5 * LENGTH);
  let out = '';
  for (let place = 0; place < LENGTH; place += 1) {
    out = (LETTERS[bits % 32] ?? '') + out;
    bits = Math.floor(bits / 32);
  }
  return out;
}

// As somebody reads it off the paper: O for 0, I and L for 1.
export const plainCode = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');

const fold = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();

// By the code; else by a part of the name, at most eight.
export function casesFor(typed: string, cases: readonly Case[], nameOf: (it: Case) => string): Case[] {
  const code = plainCode(typed);
  if (code.length === LENGTH) {
    const found = cases.filter((one) => codeOf(one.id) === code);
    if (found.length > 0) return found;
  }
  const words = fold(typed.trim());
  return words.length < 3 ? [] : cases.filter((one) => fold(nameOf(one)).includes(words)).slice(0, 8);
}

// The step that the sheet tells of, where the case has not come so far; null: it stays.
export function stepFor(state: Case['state'], source: 'phone' | 'field'): Case['state'] | null {
  const to = source === 'phone' ? 'contacted' : 'visited';
  return STATES.indexOf(state) < STATES.indexOf(to) ? to : null;
}

// All of the list, block by block.
export async function wholeList(crisis: string): Promise<Case[]> {
  const all = new Map<string, Case>(); // a list that grows meanwhile tells some twice
  for (let at: number | null = 0; at !== null;) {
    const block: Schemas['CrisisCases'] = await get(
      '/api/v1/crises/{id}/cases',
      {limit: '500', from: String(at)},
      {values: {id: crisis}}
    );
    for (const one of block.cases) all.set(one.id, one);
    at = block.next;
  }
  return [...all.values()];
}
