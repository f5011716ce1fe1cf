// Communes as schematic cells, where no contour is loaded: around the middle of its establishments, each takes the ground that is
// nearer to it than to any other, up to a reach. They say where a commune is, never where it ends.
import type {Row} from '../directory/directory.svelte';
import {communeName} from '../base/format';
import {pointOf} from './points';

export interface Centre {
  code: string;
  name: string;
  x: number; // longitude
  y: number; // latitude
}

// The middle of each commune's points; medians, so that one misplaced row moves nothing.
export function centresOf(rows: readonly Row[]): Centre[] {
  const found = new Map<string, {name: string; xs: number[]; ys: number[]}>();
  for (const row of rows) {
    const at = pointOf(row);
    if (!at || !row.commune) continue;
    const one = found.get(row.commune.code) ?? {name: communeName(row.commune.label ?? row.commune.code), xs: [], ys: []};
    one.xs.push(at[0]);
    one.ys.push(at[1]);
    found.set(row.commune.code, one);
  }
  return [...found].map(([code, {name, xs, ys}]) => ({code, name, x: median(xs), y: median(ys)}));
}

function median(values: number[]): number {
  const sorted = values.sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

type Ring = [number, number][];

// The part of a ring that is nearer to `a` than to `b`.
function nearer(ring: Ring, a: [number, number], b: [number, number]): Ring {
  const side = ([x, y]: [number, number]) => (x - (a[0] + b[0]) / 2) * (b[0] - a[0]) + (y - (a[1] + b[1]) / 2) * (b[1] - a[1]);
  const kept: Ring = [];
  ring.forEach((corner, at) => {
    const next = ring[(at + 1) % ring.length] ?? corner;
    const [here, there] = [side(corner), side(next)];
    if (here <= 0) kept.push(corner);
    if (here < 0 !== there < 0 && here !== there) {
      const share = here / (here - there);
      kept.push([corner[0] + share * (next[0] - corner[0]), corner[1] + share * (next[1] - corner[1])]);
    }
  });
  return kept;
}

// Distances are compared on a plane whose x is stretched as the latitude asks.
export function cells(centres: readonly Centre[]): GeoJSON.Feature[] {
  const stretch = Math.cos(((centres[0]?.y ?? 47) * Math.PI) / 180);
  const plane = centres.map(({x, y}): [number, number] => [x * stretch, y]);
  const gaps = plane.map((a, at) =>
    Math.min(...plane.map((b, other) => (at === other ? Infinity : Math.hypot(a[0] - b[0], a[1] - b[1]))))
  );
  const usual = gaps.filter(Number.isFinite).sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0.03;
  const reach = Math.min(0.08, Math.max(0.015, usual * 1.1));
  return plane.flatMap((a, at) => {
    const centre = centres[at];
    if (!centre) return [];
    let ring: Ring = Array.from({length: 36}, (_, turn) => {
      const angle = (2 * Math.PI * turn) / 36;
      return [a[0] + reach * Math.cos(angle), a[1] + reach * Math.sin(angle)];
    });
    plane.forEach((b, other) => {
      if (other !== at && Math.hypot(a[0] - b[0], a[1] - b[1]) < 2 * reach) ring = nearer(ring, a, b);
    });
    if (ring.length < 3) return [];
    const outline = [...ring, ring[0] ?? a].map(([x, y]): [number, number] => [x / stretch, y]);
    return [
      {type: 'Feature' as const, properties: {code: centre.code}, geometry: {type: 'Polygon' as const, coordinates: [outline]}}
    ];
  });
}

export function labels(centres: readonly Centre[]): GeoJSON.Feature[] {
  return centres.map(({code, name, x, y}) => ({
    type: 'Feature' as const,
    properties: {id: code, name},
    geometry: {type: 'Point' as const, coordinates: [x, y]}
  }));
}
