// What lies below the points: the map that the installation names, contours that it loaded, else schematic cells.
import {call, get, Refused, target} from '../api/client';
import type {Basemap} from './view';
import {type Centre, centresOf} from './cells';

let basemap: Promise<Basemap | null> | undefined;

export function basemapOf(): Promise<Basemap | null> {
  basemap ??= get('/api/v1/basemap')
    .then((answer) => (answer.tiles ? {tiles: answer.tiles, attribution: answer.attribution ?? ''} : null))
    .catch(() => null);
  return basemap;
}

const communes = new Map<string, Promise<Centre[]>>();

// The middles of the communes of these territories, from a sample of their establishments.
export function centresIn(territories: readonly string[]): Promise<Centre[]> {
  const key = territories.join(' ');
  let known = communes.get(key);
  if (!known) {
    const query: [string, string][] = territories.map((one) => ['territory', one]);
    known = get('/api/v1/establishments', [
      ...query,
      ['field', 'all'],
      ['state', 'any'],
      ['limit', '1000'],
      ['sort', 'siret'],
      ['total', 'false'],
      ['facets', 'commune'],
      ['facet-limit', '400']
    ])
      .then((answer) => {
        const names = new Map(answer.facets?.[0]?.buckets.map((one) => [one.key, one.label]));
        return centresOf(answer.rows).map((one) => ({...one, name: names.get(one.code) ?? one.name}));
      })
      .catch(() => []);
    communes.set(key, known);
  }
  return known;
}

// With who made them and when, as the map must say.
export interface Contours extends GeoJSON.FeatureCollection {
  source: string;
  vintage: string | null;
}

// Null where the installation has none for that territory.
export async function contoursOf(territory: string, perimeter: string | null): Promise<Contours | null> {
  try {
    const query: [string, string][] = perimeter ? [['perimeter', perimeter]] : [];
    return await call<Contours>('GET', target(`/api/v1/contours/${encodeURIComponent(territory)}`, query));
  } catch (error) {
    if (!(error instanceof Refused)) console.info(error);
    return null;
  }
}
