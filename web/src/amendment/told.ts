// A change in words: what it touches, what was there, what comes.
import {day} from '../base/format';
import {nameOf} from '../convention/types';
import type {AmendmentMessages} from '../messages/amendment';
import type {ConventionMessages} from '../messages/convention';
import type {Change} from './edited';

export interface Told {
  what: string;
  before: string;
  after: string;
}
type Value = NonNullable<Change['after']>;

function words(value: Value | null, a: AmendmentMessages, c: ConventionMessages): string {
  if (!value) return '';
  if ('text' in value) return value.text || a.empty;
  if ('axis' in value) {
    const {code, title, description} = value.axis;
    return `${code}. ${title}${description ? `\n${description}` : ''}`;
  }
  const {endsOn, renewal, renewalMonths, renewalsMost, noticeMonths} = value.term;
  const renewed = {
    none: c.notRenewed,
    express: c.renewedExpressly,
    tacit: c.renewedTacitly(renewalMonths, renewalsMost)
  }[renewal];
  return [endsOn ? a.endsOn(day(endsOn)) : '', renewed + c.semicolon + c.notice(noticeMonths)].filter(Boolean).join('. ');
}

export function told(change: Change, a: AmendmentMessages, c: ConventionMessages): Told {
  const what = a.things[change.kind];
  const name = nameOf(change.subject);
  const on = change.on ? day(change.on) : '';
  switch (change.kind) {
    case 'party_joins':
    case 'commune_added':
      return {what, before: '', after: a.from(name, on)};
    case 'party_leaves':
      return {what, before: name, after: a.leaves(on)};
    case 'commune_removed':
      return {what, before: name, after: a.goes(on)};
    case 'axis_removed':
      return {what, before: words(change.before, a, c), after: a.isRemoved(on)};
    default:
      return {what, before: words(change.before, a, c), after: words(change.after, a, c)};
  }
}
