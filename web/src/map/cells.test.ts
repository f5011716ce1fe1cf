import {describe, expect, it} from 'vitest';
import {cells, type Centre} from './cells';

const centres: Centre[] = [
  {code: 'a', name: 'A', x: 2.8, y: 48.8},
  {code: 'b', name: 'B', x: 2.84, y: 48.8},
  {code: 'c', name: 'C', x: 2.82, y: 48.84}
];
const stretch = Math.cos((48.8 * Math.PI) / 180);

describe('schematic cells', () => {
  it('hold what is nearer to their commune than to any other', () => {
    const found = cells(centres);
    expect(found.map((one) => one.properties?.code)).toEqual(['a', 'b', 'c']);
    for (const [at, cell] of found.entries()) {
      for (const [x = 0, y = 0] of (cell.geometry as GeoJSON.Polygon).coordinates[0] ?? []) {
        const far = centres.map((one) => Math.hypot((x - one.x) * stretch, y - one.y));
        expect((far[at] ?? 0) - Math.min(...far)).toBeLessThan(1e-9);
      }
    }
  });

  it('stand for one commune too, and for none', () => {
    expect(cells(centres.slice(0, 1))).toHaveLength(1);
    expect(cells([])).toEqual([]);
  });
});
