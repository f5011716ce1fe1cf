import type {Schemas} from '../api/client';

export type Indicator = Schemas['Indicator'];
export type Indicators = Schemas['Indicators'];
export type Effect = Schemas['IndicatorEffect'];
export type Measure = Schemas['IndicatorMeasure'];
export type DelayKind = Schemas['DelayKind'];
export type Gathering = Schemas['IndicatorGathering'];
export type Facts = Schemas['NewIndicator'];
export type Value = Schemas['IndicatorValue'];

export const EFFECTS: readonly Effect[] = ['output', 'result', 'impact'];
export const MEASURES: readonly Measure[] = [
  'contributions',
  'businesses',
  'visited',
  'half_days',
  'days',
  'coverage',
  'delay',
  'within'
];
export const DELAYS: readonly DelayKind[] = ['taken', 'closed', 'follow_up'];
export const GATHERINGS: readonly Gathering[] = ['sum', 'last'];
export const KINDS = [
  'visit',
  'call',
  'meeting',
  'mail',
  'need',
  'need_taken',
  'follow_up',
  'project',
  'project_settled'
] as const;
