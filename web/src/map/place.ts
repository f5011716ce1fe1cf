export interface Place {
  longitude: number;
  latitude: number;
}

// "48.8575, 2.8797" as it is typed; nothing where it is no place. French decimal commas are understood where a blank or a semicolon
// parts the two.
export function placeOf(text: string): Place | null {
  const parts = text
    .trim()
    .split(/\s*;\s*|,?\s+|(?<=\d\.\d+)\s*,\s*/)
    .filter(Boolean);
  const [latitude, longitude] = parts.map((part) => Number(part.replace(',', '.')));
  if (parts.length !== 2 || latitude === undefined || longitude === undefined) return null;
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? {longitude, latitude} : null;
}
