// Zones that agents brought as files: the list that the reader sees, and the outline of each.
import {call, Refused, send, target, type Schemas} from '../api/client';

export type Zone = Schemas['Zone'];
export type Sharing = Schemas['ZoneSharing'];

class Zones {
  all = $state.raw<readonly Zone[]>([]);
  bytesMost = $state(0); // of a file

  async load(): Promise<void> {
    const {zones, limits} = await call<Schemas['Zones']>('GET', '/api/v1/zones');
    this.all = zones;
    this.bytesMost = limits.bytes;
  }

  async bring(file: File, crs: string): Promise<Zone> {
    const query: [string, string][] = [['file', file.name]];
    if (crs) query.push(['crs', crs]);
    const answer = await send(target('/api/v1/zones', query), {method: 'POST', raw: file});
    const zone = (await answer.json()) as Zone;
    await this.load();
    return zone;
  }

  async change(zone: Zone, wanted: {name?: string; sharing?: Sharing}): Promise<void> {
    await call('PATCH', `/api/v1/zones/${zone.id}`, {version: zone.version, ...wanted});
    await this.load();
  }

  // Names of the selections that ask for it.
  async drop(zone: Zone): Promise<string[]> {
    const path = `/api/v1/zones/${zone.id}?version=${zone.version}`;
    const {selections} = await call<{selections: string[]}>('DELETE', path);
    await this.load();
    return selections;
  }
}

export const zones = new Zones();

export interface Outline {
  geometry: GeoJSON.MultiPolygon;
  box: [number, number, number, number]; // west, south, east, north
}

const outlines = new Map<string, Promise<Outline | null>>();

// An outline never changes; null: there is no such zone, or none for this reader.
export function outlineOf(id: string): Promise<Outline | null> {
  let known = outlines.get(id);
  if (!known) {
    known = call<GeoJSON.Feature<GeoJSON.MultiPolygon, Zone>>('GET', `/api/v1/zones/${encodeURIComponent(id)}`).then(
      (feature) => ({geometry: feature.geometry, box: feature.properties.box as Outline['box']}),
      (error: unknown) => {
        outlines.delete(id);
        if (!(error instanceof Refused)) throw error;
        return null;
      }
    );
    outlines.set(id, known);
  }
  return known;
}
