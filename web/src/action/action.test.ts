import {expect, test} from 'vitest';
import {centsOf, days, euros, halfDaysOf, typedEuros} from './money';

test('amounts are written as in French', () => {
  expect(euros(1_200_000)).toBe('12\u202f000\u00a0€');
  expect(euros(1_200_050)).toBe('12\u202f000,50\u00a0€');
  expect(euros(5)).toBe('0,05\u00a0€');
  expect(typedEuros(0)).toBe('');
  expect(typedEuros(1_200_050)).toBe('12\u202f000,50');
});

test('amounts are read as people type them', () => {
  expect(centsOf('')).toBe(0);
  expect(centsOf('12 000')).toBe(1_200_000);
  expect(centsOf('12\u202f000,5 €')).toBe(1_200_050);
  expect(centsOf('12000.05')).toBe(1_200_005);
  expect(centsOf('1.250,75')).toBe(125_075);
  expect(centsOf('12.000')).toBe(1_200_000);
  for (const no of ['-5', 'douze', '1,2,3', '5,123,']) expect(centsOf(no), no).toBeNull();
  for (const cents of [0, 1, 99, 100, 123_456_789]) expect(centsOf(typedEuros(cents))).toBe(cents);
});

test('days are counted by halves', () => {
  expect(days(181)).toBe('90,5');
  expect(days(2400)).toBe('1\u202f200');
  expect(halfDaysOf('90,5')).toBe(181);
  expect(halfDaysOf('90.50')).toBe(181);
  expect(halfDaysOf('')).toBe(0);
  expect(halfDaysOf('1,25')).toBeNull();
});
