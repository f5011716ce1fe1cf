import {describe, expect, it} from 'vitest';
import {boundsOf, circle, ringOf} from './circle';

const metres = ([x1 = 0, y1 = 0]: number[], [x2 = 0, y2 = 0]: number[]) => {
  const rad = Math.PI / 180;
  const h =
    Math.sin(((y2 - y1) * rad) / 2) ** 2 + Math.cos(y1 * rad) * Math.cos(y2 * rad) * Math.sin(((x2 - x1) * rad) / 2) ** 2;
  return 2 * 6_371_008.8 * Math.asin(Math.sqrt(h));
};

describe('shapes on the map', () => {
  it('a circle has its radius everywhere and closes', () => {
    const ring = circle(2.88, 48.857, 1000);
    for (const corner of ring) expect(metres([2.88, 48.857], corner)).toBeCloseTo(1000, 3);
    expect(ring.at(-1)?.[0]).toBeCloseTo(ring[0]?.[0] ?? 0, 9);
  });

  it('a polygon of the address bar closes', () => {
    expect(ringOf('1,2,3,4,5,6')).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
      [1, 2]
    ]);
  });

  it('bounds leave a few strays aside, and need a point', () => {
    const near = Array.from({length: 100}, (_, at): [number, number] => [2 + at / 1000, 48]);
    expect(boundsOf([...near, [55, -21]])?.east).toBeLessThan(3);
    expect(boundsOf([])).toBeNull();
    expect(boundsOf([[2, 48]])).toEqual({west: 2, east: 2, south: 48, north: 48});
  });
});
