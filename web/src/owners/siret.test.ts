import {describe, expect, it} from 'vitest';
import {digitsOf, siretState} from './siret';

describe('a SIRET', () => {
  it('is known by its control digits', () => {
    expect(siretState('')).toBe('empty');
    expect(siretState('732 829 320 00074')).toBe('good');
    expect(siretState('732 829 320 00075')).toBe('odd');
    expect(siretState('7328293200007')).toBe('bad');
    expect(siretState('73282932000O74')).toBe('bad');
    expect(siretState('35600000000048')).toBe('good');
  });

  it('is taken with its blanks', () => expect(digitsOf('732\u202f829\u202f320\u00a000074')).toBe('73282932000074'));
});
