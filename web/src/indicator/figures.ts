// Figures of indicators as people write and read them, and what an indicator says of itself.
import {number} from '../base/format';
import {currentLanguage} from '../messages';
import type {IndicatorMessages} from '../messages/indicator';
import type {Indicator, Measure} from './types';

const NARROW = '\u202f';

// "70", "12,5", "47,3": at most one digit behind the comma.
export function figure(value: number): string {
  const tenths = Math.round(Math.abs(value) * 10);
  const comma = currentLanguage() === 'fr' ? ',' : '.';
  const rest = tenths % 10;
  const sign = value < 0 && tenths > 0 ? '−' : '';
  return `${sign}${number(Math.floor(tenths / 10))}${rest > 0 ? `${comma}${rest}` : ''}`;
}

// undefined: no number.
export function figureOf(text: string): number | null | undefined {
  const plain = text
    .replace(/[\s\u00a0\u202f]/g, '')
    .replace('−', '-')
    .replace(',', '.');
  if (plain === '') return null;
  return /^-?\d{1,12}(\.\d{1,6})?$/.test(plain) ? Number(plain) : undefined;
}

// As a field shows it: what figureOf() reads, all digits kept.
export function typedFigure(value: number | null): string {
  if (value === null) return '';
  return currentLanguage() === 'fr' ? String(value).replace('.', ',') : String(value);
}

export function share(progress: number): string {
  return `${number(Math.round(progress * 100))}${currentLanguage() === 'fr' ? NARROW : ''}%`;
}

// « entreprises distinctes visitées · visites, appels · travail de CMA 77 · champ : tissu économique »
export function sourceOf(it: Indicator, c: IndicatorMessages, fieldName: (id: string) => string): string {
  if (!it.computed) return c.gathered[it.gathering];
  const {measure, kinds, organisation, field, delay, most} = it.computed;
  const names = kinds.map((one) => (Object.hasOwn(c.kindNames, one) ? c.kindNames[one as keyof typeof c.kindNames] : one));
  const parts = [c.measured[measure], names.join(', '), organisation ? c.workOf(organisation.name ?? '–') : ''];
  if (delay) parts.splice(1, 0, c.delays[delay]);
  if (most != null) parts.push(c.withinDays(number(most)));
  if (field) parts.push(c.inField(fieldName(field)));
  return parts.filter(Boolean).join(' · ');
}

// A rate or a last value, which is not added up: its target may well be lower than it.
const STATES: readonly Measure[] = ['coverage', 'delay', 'within'];
const isState = (it: Indicator) => (it.computed ? STATES.includes(it.computed.measure) : it.gathering === 'last');

// « 34 sur 70 entreprises », « 10 locaux, cible : 8 », « pas de valeur ».
export function stateOf(it: Indicator, c: IndicatorMessages): string {
  if (it.value === null) return c.noValue;
  const value = figure(it.value);
  if (it.target === null) return c.alone(value, it.unit);
  return isState(it) ? c.towards(value, it.unit, figure(it.target)) : c.ofTarget(value, figure(it.target), it.unit);
}
