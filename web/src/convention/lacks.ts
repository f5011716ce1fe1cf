// What a convention still lacks before it can be signed; the server refuses a signing by the same rules (src/convention/signing.cc).
import {type Convention, nameOf} from './types';

export type Lack = 'parties' | 'dates' | 'deliberation' | 'perimeter' | 'axes';
const LEAST_PARTIES = 2;

export function withoutDeliberation(it: Convention): string[] {
  return it.parties.filter((one) => !one.leftOn && !(one.on && one.body)).map((one) => nameOf(one.organisation));
}

export function lacks(it: Convention): Lack[] {
  const amendment = it.kind === 'amendment';
  const out: Lack[] = [];
  if (it.parties.length < LEAST_PARTIES) out.push('parties');
  if (!it.startsOn || (!it.endsOn && !amendment)) out.push('dates');
  if (!amendment && it.perimeter.length === 0) out.push('perimeter');
  if (!amendment && it.axes.length === 0) out.push('axes');
  if (withoutDeliberation(it).length > 0) out.push('deliberation');
  return out;
}
