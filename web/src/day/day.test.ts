import {describe, expect, it} from 'vitest';
import {choiceOf, daysFrom, keyOf, type Reminder, shelvesOf} from './types';

const due = (dueOn: string): Reminder => ({dueOn}) as Reminder;

describe('reminders', () => {
  it('lie on the shelf of their day', () => {
    const found = shelvesOf(['2026-11-27', '2026-11-28', '2026-12-05', '2026-12-06'].map(due), '2026-11-28');
    expect(found.map((one) => [one.which, one.reminders.map((it) => it.dueOn)])).toEqual([
      ['late', ['2026-11-27']],
      ['today', ['2026-11-28']],
      ['week', ['2026-12-05']],
      ['later', ['2026-12-06']]
    ]);
  });
  it('leave no shelf empty', () => {
    expect(shelvesOf([due('2027-01-01')], '2026-11-28').map((one) => one.which)).toEqual(['later']);
  });
  it('are counted over the end of a year', () => {
    expect(daysFrom('2026-12-28', 7)).toBe('2027-01-04');
  });
});

describe('receivers', () => {
  it('are one value of a list and back', () => {
    for (const it of [
      {organisation: 'a', team: null, agent: null},
      {organisation: 'a', team: 'b', agent: null},
      {organisation: 'a', team: null, agent: 'c'}
    ])
      expect(choiceOf(keyOf(it))).toEqual(it);
  });
});
