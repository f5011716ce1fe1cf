import {describe, expect, it} from 'vitest';
import {shiftOf, SIDES} from './pan';

describe('the buttons that move the map', () => {
  it('go a third of the frame, each to its side', () => {
    expect(SIDES.map((side) => shiftOf(side, 300, 150))).toEqual([
      [0, -50],
      [0, 50],
      [-100, 0],
      [100, 0]
    ]);
  });
});
