import type {Schemas} from '../api/client';
import {currentLanguage} from '../messages';
import {watersMessages} from '../messages/waters';

export type Station = Schemas['WaterStation'];
export type Proposal = Schemas['WaterProposal'];
export type Unit = Schemas['WaterUnit'];
export type Format = Schemas['WaterFormat'];
export const FORMATS: readonly Format[] = ['hubeau', 'vigicrues', 'vigicrues_sections'];
export const COLOURS = [1, 2, 3, 4] as const;

const locale = () => (currentLanguage() === 'fr' ? 'fr-FR' : 'en-GB');

// "1,56 m" of millimetres, "orange" of a colour.
export function levelText(value: number, unit: Unit): string {
  const w = watersMessages();
  if (unit === 'colour') return w.colours[value] ?? String(value);
  const text = new Intl.NumberFormat(locale(), {minimumFractionDigits: 2, maximumFractionDigits: 2}).format(value / 1000);
  return w.metres(text.replace('-', '−'));
}

// As a field shows it: "1,5" of 1500 millimetres.
export const typedMetres = (millimetres: number) =>
  new Intl.NumberFormat(locale(), {maximumFractionDigits: 3, useGrouping: false}).format(millimetres / 1000);

// Millimetres of "1,50", "1.5 m" or "-0,2"; null: no level.
export function millimetresOf(text: string): number | null {
  const match = /^([-−]?)(\d{1,3})(?:[.,](\d{1,3}))?$/.exec(text.replace(/[\s\u00a0\u202fm]/g, ''));
  if (!match?.[2]) return null;
  const value = Number(match[2]) * 1000 + Number((match[3] ?? '').padEnd(3, '0'));
  return match[1] ? -value : value;
}

export const placeOf = (it: {name: string; river: string}) => (it.river ? `${it.name} (${it.river})` : it.name);
