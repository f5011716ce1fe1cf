import {describe, expect, it} from 'vitest';
import {csv} from './csv';
import {ticks} from './scale';
import {columnsOf} from './upset';

describe('charts', () => {
  it('have round axes from zero that hold the largest value', () => {
    for (const most of [1, 3, 7, 12, 99, 969, 1234, 77008]) {
      const found = ticks(most);
      expect(found[0]).toBe(0);
      expect(found.at(-1)).toBeGreaterThanOrEqual(most);
      expect(found.length).toBeLessThanOrEqual(6);
      expect(found.every(Number.isInteger)).toBe(true);
    }
    expect(ticks(0)).toEqual([0, 1]);
  });

  it('show each overlap that there is, largest first', () => {
    expect(columnsOf([97, 451, 108, 237, 56, 3, 0, 8])).toEqual([
      {mask: 1, count: 451},
      {mask: 3, count: 237},
      {mask: 2, count: 108},
      {mask: 4, count: 56},
      {mask: 7, count: 8},
      {mask: 5, count: 3}
    ]);
  });
});

describe('tables as files', () => {
  it('quote what must be quoted, and no cell is a formula', () => {
    expect(
      csv(
        ['a', 'b'],
        [
          ['x "y", z', 1],
          ['=SUM(A1)', 2]
        ]
      )
    ).toBe('a,b\r\n"x ""y"", z",1\r\n\'=SUM(A1),2\r\n');
  });
});
