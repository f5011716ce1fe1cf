// How a convention stands, in one word of the catalogue: what is stored and what follows from its dates.
import type {ConventionMessages} from '../messages/convention';
import type {Summary} from './types';

export type StateName = keyof ConventionMessages['states'];

export function stateOf({status, phase}: Pick<Summary, 'status' | 'phase'>): StateName {
  if (status === 'signed') return phase ?? 'running';
  if (status === 'denounced') return phase === 'running' ? 'denouncedRunning' : 'denounced';
  return status;
}
