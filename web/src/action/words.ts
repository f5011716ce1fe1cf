// A sheet's values in words: what another wrote meanwhile, to choose about.
import type {Schemas} from '../api/client';
import {day} from '../base/format';
import type {Convention} from '../convention/types';
import type {ActionMessages} from '../messages/action';
import type {LineRow, MemberRow, MilestoneRow, Typed} from './typed';
import type {Progress} from './types';

export interface Words {
  lines: (name: keyof Typed, value: Typed[keyof Typed]) => string[];
}

export function wordsOf(
  convention: Convention,
  people: readonly {id: string; name: string}[],
  pilot: Schemas['Named'],
  a: ActionMessages
): Words {
  const party = (id: string) => convention.parties.find((one) => one.organisation?.id === id)?.organisation?.name ?? '–';
  const joined = (parts: readonly string[]) => parts.filter(Boolean).join(' · ');
  const member = (one: MemberRow) => joined([party(one.organisation), a.parts[one.part], one.days && a.days(one.days)]);
  const milestone = (one: MilestoneRow) =>
    joined([one.label, one.dueOn && day(one.dueOn), one.doneOn && `${a.doneOn} ${day(one.doneOn)}`]);
  const line = (one: LineRow) =>
    joined([
      one.label,
      one.financer ? party(one.financer) : one.financerName,
      a.natures[one.nature],
      ...(['planned', 'committed', 'spent'] as const).map((what) => one[what] && `${a[what]} ${one[what]}\u00a0€`)
    ]);

  function text(name: keyof Typed, value: string): string {
    if (name === 'axis') {
      const axis = convention.axes.find((one) => one.id === value);
      return axis ? `${axis.code} ${axis.title}` : '–';
    }
    if (name === 'progress') return a.progresses[value as Progress];
    if (name === 'pilot') return people.find((one) => one.id === value)?.name ?? (value ? (pilot?.name ?? '–') : a.noPilot);
    return name === 'startsOn' || name === 'endsOn' ? day(value) : value;
  }
  return {
    lines(name, value) {
      if (name === 'members') return (value as MemberRow[]).map(member);
      if (name === 'milestones') return (value as MilestoneRow[]).map(milestone);
      if (name === 'budget') return (value as LineRow[]).map(line);
      const said = text(name, value as string);
      return said ? [said] : [];
    }
  };
}
