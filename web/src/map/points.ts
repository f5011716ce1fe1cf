// Rows of the list as points of the map.
import type {Row} from '../directory/directory.svelte';

export function pointOf(row: Row): [number, number] | null {
  const position = row.position;
  return position && 'longitude' in position ? [position.longitude, position.latitude] : null;
}
