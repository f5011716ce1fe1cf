// Two tools that draw a zone: a polygon, corner by corner, and a circle of a given radius.
import type {GeoJSONSource, Map as Maplibre, MapMouseEvent} from 'maplibre-gl';
import {circle} from './circle';

export type Tool = 'polygon' | 'radius';
type Corner = [number, number];

export class Drawing {
  tool: Tool | null = null;
  #reach = 1000;
  #corners: Corner[] = [];

  constructor(
    private readonly map: Maplibre,
    private readonly done: (name: Tool, text: string) => void,
    private readonly count: (corners: number) => void
  ) {
    map.on('mousemove', (event) => this.#draft(event));
    map.on('dblclick', (event) => {
      if (this.tool !== 'polygon') return;
      event.preventDefault();
      this.finish();
    });
    // Without a pointer: arrows move the map, Space marks its middle.
    map.getCanvas().addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && this.tool === 'polygon') this.finish();
      if (event.key !== ' ' || !this.tool) return;
      event.preventDefault();
      this.put();
    });
  }

  use(tool: Tool | null, reach: number): void {
    if (tool !== this.tool) {
      this.#corners = [];
      this.count(0);
    }
    this.tool = tool;
    this.#reach = reach;
    this.#show([]);
    if (tool) this.map.doubleClickZoom.disable();
    else this.map.doubleClickZoom.enable();
  }

  clicked(event: MapMouseEvent): void {
    const first = this.#corners[0];
    if (first && this.#corners.length >= 3 && this.#near(first, event)) return this.finish();
    this.#marked([event.lngLat.lng, event.lngLat.lat]);
  }

  // A corner, or the centre, in the middle of the map.
  put(): void {
    const {lng, lat} = this.map.getCenter();
    this.#marked([lng, lat]);
  }

  takeBack(): void {
    this.#corners.pop();
    this.count(this.#corners.length);
    this.#show([...this.#corners]);
  }

  #marked(at: Corner): void {
    if (this.tool === 'radius') return this.done('radius', `${at[0].toFixed(6)},${at[1].toFixed(6)},${this.#reach}`);
    this.#corners.push(at);
    this.count(this.#corners.length);
    this.#show([...this.#corners]);
  }

  #near(corner: Corner, event: MapMouseEvent): boolean {
    const {x, y} = this.map.project(corner);
    return Math.hypot(x - event.point.x, y - event.point.y) < 12;
  }

  #draft(event: MapMouseEvent): void {
    if (!this.tool) return;
    const at: Corner = [event.lngLat.lng, event.lngLat.lat];
    this.#show(this.tool === 'radius' ? circle(at[0], at[1], this.#reach) : [...this.#corners, at]);
  }

  #show(line: Corner[]): void {
    const features: GeoJSON.Feature[] = this.#corners.map((corner) => ({
      type: 'Feature',
      properties: {},
      geometry: {type: 'Point', coordinates: corner}
    }));
    if (line.length > 1) features.push({type: 'Feature', properties: {}, geometry: {type: 'LineString', coordinates: line}});
    (this.map.getSource('draft') as GeoJSONSource | undefined)?.setData({type: 'FeatureCollection', features});
  }

  finish(): void {
    const corners = this.#corners.filter((corner, at, all) => at === 0 || corner.join() !== all[at - 1]?.join());
    if (corners.length < 3) return;
    this.done('polygon', corners.map((corner) => corner.map((part) => part.toFixed(6)).join(',')).join(','));
  }
}
