import {describe, expect, test} from 'vitest';
import {levels, moments, spread} from './axis';
import {levelText, millimetresOf, typedMetres} from './waters';

describe('levels', () => {
  test('are read as people type metres', () => {
    expect(['1,50', '1.5', ' 1,5 m', '-0,2', '−0,25', '3', '0', '12,345'].map(millimetresOf)).toEqual([
      1500, 1500, 1500, -200, -250, 3000, 0, 12345
    ]);
    expect(['', 'un', '1,2345', '1e3', '1 500,5,5', '4 000'].map(millimetresOf)).toEqual([null, null, null, null, null, null]);
  });
  test('are shown in metres, or as their colour', () => {
    expect(levelText(1560, 'mm')).toBe('1,56\u00a0m');
    expect(levelText(-200, 'mm')).toBe('−0,20\u00a0m');
    expect(levelText(3, 'colour')).toBe('orange');
    expect(['1500', '-200', '12345'].map((one) => millimetresOf(typedMetres(Number(one))))).toEqual([1500, -200, 12345]);
  });
});

describe('axes', () => {
  test('hold all that there is', () => {
    for (const [least, most] of [
      [0, 1],
      [480, 3200],
      [-350, 120],
      [1500, 1500]
    ] as const) {
      const steps = levels(least, most);
      expect(steps[0]).toBeLessThanOrEqual(least);
      expect(steps.at(-1)).toBeGreaterThanOrEqual(most);
      expect(steps.length).toBeLessThan(9);
    }
  });
  test('stand at whole hours, few enough', () => {
    const from = new Date(2026, 8, 23, 19, 30).getTime();
    for (const hours of [6, 24, 72, 720]) {
      const found = moments(from, from + hours * 3_600_000, 6);
      expect(found.length).toBeGreaterThan(0);
      expect(found.length).toBeLessThan(8);
      expect(found.every((one) => one >= from && new Date(one).getMinutes() === 0)).toBe(true);
    }
  });
  test('keep names apart', () => {
    expect(spread([10, 12, 40], 14)).toEqual([10, 24, 40]);
    expect(spread([40, 10, 12], 14)).toEqual([40, 10, 24]);
  });
});
