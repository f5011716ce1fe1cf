// An indicator as it is typed: texts alone, rows with keys; and back as the server takes it.
import {Refused} from '../api/client';
import type {IndicatorMessages} from '../messages/indicator';
import {figureOf, typedFigure} from './figures';
import type {DelayKind, Effect, Facts, Gathering, Indicator, Measure} from './types';

export interface TargetRow {
  key: string;
  year: string;
  target: string;
}
export interface Typed {
  code: string;
  label: string;
  effect: Effect;
  unit: string;
  method: string;
  baseline: string;
  source: 'computed' | 'entered';
  measure: Measure;
  kinds: string[];
  organisation: string;
  field: string;
  delay: DelayKind;
  most: string; // days
  gathering: Gathering;
  targets: TargetRow[];
}

// Of a contract: its first and last day.
export interface Term {
  from: string;
  to: string;
}
// The days of that year within the term, where these are a part of it.
export function partOf(year: string, term: Term | undefined): Term | null {
  if (!term || !/^\d{4}$/.test(year)) return null;
  const first = `${year}-01-01`;
  const last = `${year}-12-31`;
  if (term.to < first || last < term.from || (term.from <= first && last <= term.to)) return null;
  return {from: term.from > first ? term.from : first, to: term.to < last ? term.to : last};
}

let made = 0;
export const newTarget = (year: string): TargetRow => ({key: `new-${(made += 1)}`, year, target: ''});

export function typedOf(it: Indicator | null, year: string): Typed {
  if (!it) {
    const texts = {code: '', label: '', unit: '', method: '', baseline: '', organisation: ''};
    const choices = {
      effect: 'output',
      source: 'computed',
      measure: 'visited',
      gathering: 'sum',
      field: 'economic-fabric',
      delay: 'taken',
      most: '5'
    } as const;
    return {...texts, ...choices, kinds: [], targets: [{key: '0', year, target: ''}]};
  }
  const {code, label, effect, unit, method, gathering, computed} = it;
  return {
    ...{code, label, effect, unit, method, gathering},
    baseline: typedFigure(it.baseline),
    source: computed ? 'computed' : 'entered',
    measure: computed?.measure ?? 'visited',
    kinds: [...(computed?.kinds ?? [])],
    organisation: computed?.organisation?.id ?? '',
    field: computed?.field ?? 'economic-fabric',
    delay: computed?.delay ?? 'taken',
    most: String(computed?.most ?? 5),
    targets: it.targets.map((one, at) => ({key: String(at), year: String(one.year), target: typedFigure(one.target)}))
  };
}

// Throws Refused, as the server would, for what is no number.
export function factsOf(it: Typed, c: IndicatorMessages): Facts {
  const read = (text: string): number | null => {
    const value = figureOf(text);
    if (value === undefined) throw new Refused(400, 'web.bad_value', c.badFigure(text));
    return value;
  };
  const targets = it.targets.flatMap((one) => {
    const target = read(one.target);
    return target === null ? [] : [{year: Number(one.year), target}];
  });
  const field = it.measure === 'coverage' ? it.field : '';
  // Visits are of one kind.
  const ofDelays = it.measure === 'delay' || it.measure === 'within';
  const kinds = it.measure === 'visited' || ofDelays ? [] : [...it.kinds];
  const delay = ofDelays ? {delay: it.delay, most: it.measure === 'within' ? (read(it.most) ?? 0) : 0} : {};
  const computed = {measure: it.measure, kinds, organisation: it.organisation, field, ...delay};
  return {
    ...{code: it.code.trim(), label: it.label.trim(), effect: it.effect, unit: it.unit.trim(), method: it.method.trim()},
    baseline: read(it.baseline),
    targets,
    computed: it.source === 'computed' ? computed : null,
    gathering: it.gathering
  };
}
