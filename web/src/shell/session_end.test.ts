import {describe, expect, it} from 'vitest';
import {account} from '../messages/account';
import {pauseOf, standingOf, WARNING} from './session_end';

const left = (seconds: number, most_seconds: number) => ({seconds, most_seconds});

describe('the end of a session', () => {
  it('is warned five minutes before, with what would prolong it', () => {
    expect(standingOf(null)).toBe('calm');
    expect(standingOf(left(7200, 43200))).toBe('calm');
    expect(standingOf(left(WARNING + 1, 20000))).toBe('calm');
    expect(standingOf(left(WARNING, 20000))).toBe('unused');
    expect(standingOf(left(0, 20000))).toBe('unused');
    expect(standingOf(left(200, 400))).toBe('unused');
    expect(standingOf(left(WARNING, WARNING))).toBe('last');
    expect(standingOf(left(100, 200))).toBe('last');
  });

  it('is asked for when the warning is due, then every quarter of a minute, and right after the end', () => {
    expect(pauseOf(left(7200, 43200))).toBe(6901);
    expect(standingOf(left(7200 - pauseOf(left(7200, 43200)), 36000))).toBe('unused');
    expect(pauseOf(left(300, 43200))).toBe(15);
    expect(pauseOf(left(3, 43200))).toBe(4);
    expect(pauseOf(left(0, 0))).toBe(15);
  });

  it('is told at the clock, with the minutes that are left', () => {
    const t = account().ending;
    expect([300, 241, 240, 61, 60, 1].map(t.within)).toEqual([
      'dans 5\u00a0minutes',
      'dans 5\u00a0minutes',
      'dans 4\u00a0minutes',
      'dans 2\u00a0minutes',
      'dans moins d’une minute',
      'dans moins d’une minute'
    ]);
  });
});
