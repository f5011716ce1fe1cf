// Rows of the list as points of the map.
import type {Row} from '../directory/directory.svelte';
import {communeName} from '../base/format';
import {nameOf} from '../base/values';
import {iconOf} from './icons';

export function pointOf(row: Row): [number, number] | null {
  const position = row.position;
  return position && 'longitude' in position ? [position.longitude, position.latitude] : null;
}

export function pointsOf(rows: readonly Row[]): GeoJSON.Feature[] {
  return rows.flatMap((row) => {
    const at = pointOf(row);
    if (!at) return [];
    return [
      {
        type: 'Feature' as const,
        properties: {id: row.id, name: nameOf(row), icon: iconOf(row.chambers)},
        geometry: {type: 'Point' as const, coordinates: at}
      }
    ];
  });
}

// Where no map lies below: the name of each commune at the middle of its points shown here.
export function communeLabels(rows: readonly Row[]): GeoJSON.Feature[] {
  const sums = new Map<string, {name: string; x: number; y: number; count: number}>();
  for (const row of rows) {
    const at = pointOf(row);
    if (!at || !row.commune) continue;
    const sum = sums.get(row.commune.code) ?? {name: communeName(row.commune.label ?? row.commune.code), x: 0, y: 0, count: 0};
    sums.set(row.commune.code, {name: sum.name, x: sum.x + at[0], y: sum.y + at[1], count: sum.count + 1});
  }
  return [...sums].map(([id, {name, x, y, count}]) => ({
    type: 'Feature' as const,
    properties: {id, name},
    geometry: {type: 'Point' as const, coordinates: [x / count, y / count]}
  }));
}
