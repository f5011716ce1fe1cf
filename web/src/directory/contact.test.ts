import {describe, expect, it} from 'vitest';
import {CONTACTS, contactOf, monthsBefore, withContact} from './contact';
import {filterPairs, read} from './question';

describe('days of last contact', () => {
  it('go back by months, to the last day where a month is shorter', () => {
    expect(monthsBefore('2026-11-28', 12)).toBe('2025-11-28');
    expect(monthsBefore('2028-02-29', 12)).toBe('2027-02-28');
    expect(monthsBefore('2026-01-31', 11)).toBe('2025-02-28');
  });
  it('are parameters of the API, and are read back from them', () => {
    for (const one of CONTACTS) {
      const question = withContact(read('contact-since=2001-01-01'), one, '2026-11-28');
      expect(contactOf(question, '2026-11-28')).toBe(one);
    }
    const year = withContact(read(''), 'before12', '2026-11-28');
    expect(filterPairs(year)).toEqual([
      ['contact', 'never'],
      ['contact-before', '2025-11-28']
    ]);
  });
  it('of another day are none of these', () => {
    expect(contactOf(read('contact-before=2020-05-01'), '2026-11-28')).toBeNull();
  });
});
