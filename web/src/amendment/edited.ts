// The text of a convention as an amendment would have it, and the list of changes that brings it there. Pure.
import type {Schemas} from '../api/client';
import {type Convention, nameOf, type Renewal} from '../convention/types';

export type Changes = Schemas['AmendmentChanges'];
export type Change = Schemas['AmendmentChange'];
export type Wanted = Schemas['NewAmendmentChanges']['changes'][number];

export interface Term {
  endsOn: string;
  renewal: Renewal;
  renewalMonths: number;
  renewalsMost: number;
  noticeMonths: number;
}
export interface EditedAxis {
  key: string; // its id; of a new one any that no other bears
  isNew: boolean;
  code: string;
  title: string;
  description: string;
  removed: boolean;
}
export interface Thing {
  id: string;
  name: string;
}
export interface Edited {
  title: string;
  purpose: string;
  term: Term;
  joining: Thing[];
  leaving: string[]; // ids
  added: Thing[]; // communes
  removed: string[]; // codes
  axes: EditedAxis[];
}

const termOf = (it: Convention): Term => ({
  endsOn: it.endsOn ?? '',
  renewal: it.renewal,
  renewalMonths: it.renewalMonths,
  renewalsMost: it.renewalsMost,
  noticeMonths: it.noticeMonths
});
const axesOf = (it: Convention): EditedAxis[] =>
  it.axes
    .filter((one) => !one.removedOn)
    .map(({id, code, title, description}) => ({key: id, isNew: false, code, title, description, removed: false}));

// The convention as it stands, with what the amendment says so far.
export function editedOf(it: Convention, changes: readonly Change[]): Edited {
  const out: Edited = {
    title: it.title,
    purpose: it.purpose,
    term: termOf(it),
    joining: [],
    leaving: [],
    added: [],
    removed: [],
    axes: axesOf(it)
  };
  for (const change of changes) apply(out, change);
  return out;
}

function apply(out: Edited, {kind, subject, after}: Change): void {
  const thing = {id: subject?.id ?? '', name: nameOf(subject)};
  if (after && 'text' in after && (kind === 'title' || kind === 'purpose')) out[kind] = after.text;
  else if (after && 'term' in after) out.term = {...after.term, endsOn: after.term.endsOn ?? ''};
  else if (kind === 'party_joins') out.joining.push(thing);
  else if (kind === 'party_leaves') out.leaving.push(thing.id);
  else if (kind === 'commune_added') out.added.push(thing);
  else if (kind === 'commune_removed') out.removed.push(thing.id);
  else if (kind === 'axis_added' && after && 'axis' in after)
    out.axes.push({key: thing.id, isNew: true, ...after.axis, removed: false});
  else {
    const axis = out.axes.find((one) => one.key === thing.id);
    if (axis && after && 'axis' in after) Object.assign(axis, after.axis);
    else if (axis) axis.removed = true;
  }
}

const dayBefore = (iso: string): string => new Date(Date.parse(iso) - 86_400_000).toISOString().slice(0, 10);

function axisChanges(it: Convention, axes: readonly EditedAxis[], on: string): Wanted[] {
  return axes.flatMap((one): Wanted[] => {
    const axis = {code: one.code.trim(), title: one.title.trim(), description: one.description.trim()};
    if (one.isNew) return one.removed ? [] : [{kind: 'axis_added', axis}];
    if (one.removed) return [{kind: 'axis_removed', subject: one.key, on}];
    const before = it.axes.find((other) => other.id === one.key);
    const same = before?.code === axis.code && before.title === axis.title && before.description === axis.description;
    return same ? [] : [{kind: 'axis_reworded', subject: one.key, axis}];
  });
}

// What brings the convention to that text; what has a day has `on`.
export function changesTo(it: Convention, to: Edited, on: string): Wanted[] {
  const out: Wanted[] = [];
  if (to.title.trim() !== it.title) out.push({kind: 'title', text: to.title.trim()});
  if (to.purpose.trim() !== it.purpose) out.push({kind: 'purpose', text: to.purpose.trim()});
  const term = termOf(it);
  if ((Object.keys(term) as (keyof Term)[]).some((name) => term[name] !== to.term[name]))
    out.push({kind: 'term', term: to.term});
  for (const one of to.joining) out.push({kind: 'party_joins', subject: one.id, on});
  for (const one of to.leaving) out.push({kind: 'party_leaves', subject: one, on: dayBefore(on)});
  for (const one of to.added) out.push({kind: 'commune_added', subject: one.id, on});
  for (const one of to.removed) out.push({kind: 'commune_removed', subject: one, on});
  return [...out, ...axisChanges(it, to.axes, on)];
}

// The day of what has one, as it was chosen last.
export function dayOf(changes: readonly Change[]): string | null {
  const one = changes.find((change) => change.on !== null);
  if (!one?.on) return null;
  return one.kind === 'party_leaves' ? new Date(Date.parse(one.on) + 86_400_000).toISOString().slice(0, 10) : one.on;
}
