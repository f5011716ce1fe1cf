import {afterEach, describe, expect, it, vi} from 'vitest';
import {session, type SessionAnswer} from './session.svelte';

const reload = vi.fn();
vi.stubGlobal('location', {reload});
afterEach(() => {
  reload.mockClear();
});

function answer(more: Partial<SessionAnswer> = {}): SessionAnswer {
  return {
    step: 'in',
    token: 'one',
    agent: {id: 'ann', name: 'Ann', email: 'ann@example.org', second_factor: false},
    organisation: null,
    organisations: [],
    role: 'adviser',
    may: ['see_businesses'],
    territory: null,
    time_left: {seconds: 7200, most_seconds: 43200},
    provider: null,
    installation: {name: 'Bassin', fictitious: false, ready: true, set_up: true},
    ...more
  };
}
const out = () => answer({step: 'out', token: null, agent: null, role: null, may: [], time_left: null});

describe('the session of a page', () => {
  it('stays as it was shown when it has ended, until the same person is back', () => {
    session.take(answer());
    const before = session.answer;
    session.follow(out());
    expect([session.ended, session.isIn, session.may('see_businesses')]).toEqual([true, true, true]);
    expect(session.answer).toBe(before);
    session.follow(answer({step: 'second_factor'}));
    expect(session.ended).toBe(true);
    session.follow(answer({token: 'two', time_left: {seconds: 7100, most_seconds: 43100}}));
    expect([session.ended, session.timeLeft?.seconds]).toEqual([false, 7100]);
    expect(session.answer, 'nothing is drawn anew').toBe(before);
    expect(reload).not.toHaveBeenCalled();
  });

  it('is begun anew for another person', () => {
    session.take(answer());
    session.follow(answer({agent: {id: 'bob', name: 'Bob', email: 'bob@example.org', second_factor: false}}));
    expect(reload).toHaveBeenCalledOnce();
    expect(session.answer?.agent?.id).toBe('ann');
  });

  it('takes up what its person may do since', () => {
    session.take(answer());
    session.follow(answer({may: []}));
    expect(session.may('see_businesses')).toBe(false);
  });

  it('has not ended for who signs out', () => {
    session.take(answer());
    session.take(out());
    expect([session.ended, session.isIn]).toEqual([false, false]);
    session.follow(out());
    expect(session.ended).toBe(false);
  });
});
