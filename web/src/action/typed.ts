// A sheet as it is typed: texts alone, rows with keys; and back as the server takes it.
import {Refused} from '../api/client';
import type {ActionMessages} from '../messages/action';
import {centsOf, days, halfDaysOf, typedEuros} from './money';
import type {Action, Nature, Part, Progress, Sheet} from './types';

export interface MemberRow {
  key: string;
  organisation: string;
  part: Part;
  days: string;
  dayCost: string;
}
export interface MilestoneRow {
  key: string;
  label: string;
  dueOn: string;
  doneOn: string;
}
export interface LineRow {
  key: string;
  label: string;
  financer: string; // "": another one, named
  financerName: string;
  nature: Nature;
  planned: string;
  committed: string;
  spent: string;
}
export interface Typed {
  axis: string;
  code: string;
  title: string;
  context: string;
  objectives: string;
  audience: string;
  description: string;
  deliverables: string;
  risks: string;
  pilot: string;
  progress: Progress;
  startsOn: string;
  endsOn: string;
  members: MemberRow[];
  milestones: MilestoneRow[];
  budget: LineRow[];
}

let made = 0;
const newKey = (): string => `new-${(made += 1)}`;
export const newMember = (organisation = '', part: Part = 'partner'): MemberRow => ({
  key: newKey(),
  organisation,
  part,
  days: '',
  dayCost: ''
});
export const newMilestone = (): MilestoneRow => ({key: newKey(), label: '', dueOn: '', doneOn: ''});
export const newLine = (financer: string): LineRow => ({
  key: newKey(),
  label: '',
  financer,
  financerName: '',
  nature: 'subsidy',
  planned: '',
  committed: '',
  spent: ''
});

export function emptySheet(axis: string, lead: string): Typed {
  const texts = {context: '', objectives: '', audience: '', description: '', deliverables: '', risks: ''};
  const rest = {pilot: '', progress: 'to_start' as const, startsOn: '', endsOn: '', milestones: [], budget: []};
  return {axis, code: '', title: '', ...texts, ...rest, members: [newMember(lead, 'lead')]};
}

// Keys are places, so that the same sheet read twice is the same.
export function typedOf(it: Action): Typed {
  const {code, title, context, objectives, audience, description, deliverables, risks, progress} = it;
  const texts = {code, title, context, objectives, audience, description, deliverables, risks, progress};
  return {
    ...texts,
    axis: it.axis.id,
    pilot: it.pilot?.id ?? '',
    startsOn: it.startsOn ?? '',
    endsOn: it.endsOn ?? '',
    members: it.members.map((one, at) => ({
      key: String(at),
      organisation: one.organisation.id,
      part: one.part,
      days: one.plannedHalfDays > 0 ? days(one.plannedHalfDays) : '',
      dayCost: typedEuros(one.dayCost)
    })),
    milestones: it.milestones.map((one, at) => ({
      key: String(at),
      label: one.label,
      dueOn: one.dueOn ?? '',
      doneOn: one.doneOn ?? ''
    })),
    budget: it.budget.map((one, at) => ({
      key: String(at),
      label: one.label,
      financer: one.financer?.id ?? '',
      financerName: one.financerName,
      nature: one.nature,
      planned: typedEuros(one.planned),
      committed: typedEuros(one.committed),
      spent: typedEuros(one.spent)
    }))
  };
}

// Throws Refused, as the server would, for what is no amount or no number of days.
export function sheetOf(it: Typed, a: ActionMessages): Sheet {
  const euros = (text: string): number => centsOf(text) ?? refuse(a.badEuros(text));
  const halfDays = (text: string): number => halfDaysOf(text) ?? refuse(a.badDays(text));
  return {
    ...it,
    code: it.code.trim(),
    title: it.title.trim(),
    members: it.members.map((one) => ({
      organisation: one.organisation,
      part: one.part,
      plannedHalfDays: halfDays(one.days),
      dayCost: euros(one.dayCost)
    })),
    milestones: it.milestones.map(({label, dueOn, doneOn}) => ({label: label.trim(), dueOn, doneOn})),
    budget: it.budget.map((one) => ({
      label: one.label.trim(),
      financer: one.financer,
      financerName: one.financer ? '' : one.financerName.trim(),
      nature: one.nature,
      planned: euros(one.planned),
      committed: euros(one.committed),
      spent: euros(one.spent)
    }))
  };
}

function refuse(message: string): never {
  throw new Refused(400, 'web.bad_value', message);
}
