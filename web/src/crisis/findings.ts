// Figures of reports as people read them.
import type {Schemas} from '../api/client';
import {number} from '../base/format';
import type {CrisisFindingsMessages} from '../messages/crisis_findings';

export type Findings = Schemas['CrisisFindings'];
export type Sum = Pick<Schemas['CrisisSum'], 'from' | 'to'> & {endless?: number};

export const LOSS_STEP = 500_000;
export const AID_STEP = 50_000;
export const PERSONS_STEP = 100;
export const HEADINGS = [
  'building',
  'fittings',
  'equipment',
  'stock',
  'vehicles',
  'data',
  'other',
  'harvest',
  'soils',
  'plants',
  'livestock',
  'housed_livestock',
  'fodder',
  'damage',
  'turnover_loss'
] as const;

export const euros = (value: number) => `${number(value)}\u00a0€`;

// Between what it is at least and at most; in the version for all, to its step.
export function amount(it: Sum, c: CrisisFindingsMessages, step: number | null): string {
  if (it.from === null || it.to === null) return c.notTold;
  const shown = (value: number) => (step !== null && value === 0 ? c.below(euros(step / 2)) : euros(value));
  if (it.endless) return c.atLeast(shown(it.from));
  if (it.from !== it.to) return c.between(shown(it.from), shown(it.to));
  return step !== null && it.to > 0 ? c.about(euros(it.to)) : shown(it.to);
}

// "+3", "−2", "=": of what is told on both sides.
export function moved(
  now: number | null | undefined,
  before: number | null | undefined,
  text: (value: number) => string = number
): string {
  if (now === null || now === undefined || before === null || before === undefined) return '';
  return now === before ? '=' : `${now > before ? '+' : '−'}${text(Math.abs(now - before))}`;
}
