import type {Schemas} from '../api/client';

export type Reminder = Schemas['Reminder'] & Partial<Pick<Schemas['TitledReminder'], 'name' | 'commune'>>;
export type Need = Schemas['Need'] & Partial<Pick<Schemas['TitledNeed'], 'name' | 'commune'>>;
export type StepName = Schemas['NeedStepName'];
export type Choice = Schemas['ReceiverChoice'];
export type Possible = Schemas['Receivers']['receivers'][number];

export {fileAddress as businessAddress} from '../base/file';

// So many days from a day, in ISO.
export function daysFrom(iso: string, days: number): string {
  const date = new Date(`${iso}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

export interface Shelf {
  which: 'late' | 'today' | 'week' | 'later';
  reminders: Reminder[];
}
// Sorted by day as they come; empty shelves are left out.
export function shelvesOf(reminders: readonly Reminder[], today: string): Shelf[] {
  const which = (due: string): Shelf['which'] =>
    due < today ? 'late' : due === today ? 'today' : due <= daysFrom(today, 7) ? 'week' : 'later';
  const all: Shelf[] = (['late', 'today', 'week', 'later'] as const).map((one) => ({which: one, reminders: []}));
  for (const it of reminders) all.find((one) => one.which === which(it.dueOn))?.reminders.push(it);
  return all.filter((one) => one.reminders.length > 0);
}

// Each receiver as one value of a list of choices, and back.
export const keyOf = (it: Choice): string => [it.organisation, it.team ?? '', it.agent ?? ''].join('/');
export function choiceOf(key: string): Choice {
  const [organisation = '', team = '', agent = ''] = key.split('/');
  return {organisation, team: team || null, agent: agent || null};
}
