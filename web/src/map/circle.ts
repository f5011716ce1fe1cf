// A circle on the ground as a ring of longitudes and latitudes, near enough for a screen.
const EARTH = 6_371_008.8;

export function circle(longitude: number, latitude: number, metres: number, corners = 64): [number, number][] {
  const ring: [number, number][] = [];
  const reach = metres / EARTH;
  const lat = (latitude * Math.PI) / 180;
  for (let at = 0; at <= corners; at += 1) {
    const turn = (2 * Math.PI * at) / corners;
    const y = Math.asin(Math.sin(lat) * Math.cos(reach) + Math.cos(lat) * Math.sin(reach) * Math.cos(turn));
    const x = Math.atan2(Math.sin(turn) * Math.sin(reach) * Math.cos(lat), Math.cos(reach) - Math.sin(lat) * Math.sin(y));
    ring.push([longitude + (x * 180) / Math.PI, (y * 180) / Math.PI]);
  }
  return ring;
}

export function ringOf(text: string): [number, number][] {
  const numbers = text.split(',').map(Number);
  const ring: [number, number][] = [];
  for (let at = 0; at + 1 < numbers.length; at += 2) ring.push([numbers[at] ?? 0, numbers[at + 1] ?? 0]);
  const first = ring[0];
  if (first) ring.push(first);
  return ring;
}

// The outline of the zone that a question names in its address, whichever of the three it is.
export function ringOfZone(radius: string | null, polygon: string | null, box: string | null): [number, number][] {
  if (radius) {
    const [x = 0, y = 0, metres = 0] = radius.split(',').map(Number);
    return circle(x, y, metres);
  }
  if (polygon) return ringOf(polygon);
  if (!box) return [];
  const [west = 0, south = 0, east = 0, north = 0] = box.split(',').map(Number);
  return ringOf([west, south, east, south, east, north, west, north].join());
}

export interface Bounds {
  west: number;
  south: number;
  east: number;
  north: number;
}

// Around these points, some strays far from the rest left aside where there are many.
export function boundsOf(points: readonly [number, number][]): Bounds | null {
  if (points.length === 0) return null;
  const stray = points.length > 20 ? Math.floor(points.length / 50) : 0;
  const x = points.map((point) => point[0]).sort((a, b) => a - b);
  const y = points.map((point) => point[1]).sort((a, b) => a - b);
  const last = points.length - 1 - stray;
  return {west: x[stray] ?? 0, east: x[last] ?? 0, south: y[stray] ?? 0, north: y[last] ?? 0};
}
