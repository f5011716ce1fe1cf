// Outlines as the map and the server take them.

export function cornersOf(outline: GeoJSON.MultiPolygon): [number, number][] {
  return outline.coordinates.flatMap((polygon) => (polygon[0] ?? []).map(([x, y]) => [x ?? 0, y ?? 0] as [number, number]));
}

// "2.9,48.8,2.91,48.8,…", as the drawing says its corners.
export function polygonOf(text: string): GeoJSON.Polygon | null {
  const values = text.split(',').map(Number);
  if (values.length < 6 || values.length % 2 !== 0 || values.some((one) => !Number.isFinite(one))) return null;
  const ring: [number, number][] = [];
  for (let at = 0; at < values.length; at += 2) ring.push([values[at] ?? 0, values[at + 1] ?? 0]);
  const first = ring[0];
  if (first) ring.push(first);
  return {type: 'Polygon', coordinates: [ring]};
}
