// The map: points of what was found, the zone that is asked, two tools that draw one. Fetched only where a map is shown.
import 'maplibre-gl/dist/maplibre-gl.css';
import './controls.css';
import {
  type GeoJSONSource,
  LngLatBounds,
  type MapMouseEvent,
  Map as Maplibre,
  NavigationControl,
  ScaleControl,
  setWorkerUrl
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type {Row} from '../directory/directory.svelte';
import type {Place, Question} from '../directory/question';
import {value} from '../directory/question';
import {m} from '../messages';
import {boundsOf, circle, ringOf} from './circle';
import {colours} from './colours';
import {drawIcons} from './icons';
import {communeLabels, pointsOf} from './points';

setWorkerUrl(workerUrl);

export type Tool = 'polygon' | 'radius';

export interface Wishes {
  dark: boolean;
  place?: Place | null;
  interactive?: boolean;
  onhover?: (id: string | null) => void;
  onopen?: (id: string) => void;
  onmove?: (place: Place) => void;
  ondrawn?: (name: 'polygon' | 'radius', text: string) => void;
}

const NOTHING = {type: 'FeatureCollection' as const, features: []};
const FRANCE: [number, number, number, number] = [-4.8, 42.3, 8.2, 51.1];

export class MapView {
  background: 'basemap' | 'contours' | 'schematic' = 'schematic';
  tiled = false;
  #map: Maplibre;
  #wishes: Wishes;
  #tool: Tool | null = null;
  #reach = 1000;
  #corners: [number, number][] = [];

  private constructor(map: Maplibre, wishes: Wishes) {
    this.#map = map;
    this.#wishes = wishes;
  }

  static async open(frame: HTMLElement, wishes: Wishes): Promise<MapView> {
    const start = wishes.place
      ? {center: [wishes.place.longitude, wishes.place.latitude] as [number, number], zoom: wishes.place.zoom}
      : {bounds: FRANCE};
    const map = new Maplibre({
      container: frame,
      style: {
        version: 8,
        sources: {},
        layers: [{id: 'ground', type: 'background', paint: {'background-color': colours(wishes.dark).ground}}]
      },
      attributionControl: {compact: true},
      interactive: wishes.interactive ?? true,
      dragRotate: false,
      pitchWithRotate: false,
      fadeDuration: 0,
      locale: {
        'Map.Title': m.map.title,
        'NavigationControl.ZoomIn': m.map.zoomIn,
        'NavigationControl.ZoomOut': m.map.zoomOut,
        'AttributionControl.ToggleAttribution': m.map.attribution
      },
      ...start
    });
    if (wishes.interactive !== false) {
      map.addControl(new NavigationControl({showCompass: false}), 'top-right');
      map.addControl(new ScaleControl({maxWidth: 90}), 'bottom-right');
    }
    await new Promise<void>((done) => map.once('load', () => done()));
    const view = new MapView(map, wishes);
    view.#addLayers();
    view.#listen();
    return view;
  }

  #addLayers(): void {
    const map = this.#map;
    const palette = colours(this.#wishes.dark);
    for (const id of ['zone', 'draft', 'points', 'labels'])
      map.addSource(id, {type: 'geojson', data: NOTHING, promoteId: 'id'});
    drawIcons(map, palette);
    map.addLayer({id: 'zone-fill', type: 'fill', source: 'zone', paint: {'fill-color': palette.accent, 'fill-opacity': 0.12}});
    map.addLayer({id: 'zone-line', type: 'line', source: 'zone', paint: {'line-color': palette.accent, 'line-width': 2}});
    map.addLayer({
      id: 'draft-line',
      type: 'line',
      source: 'draft',
      paint: {'line-color': palette.accent, 'line-width': 2, 'line-dasharray': [2, 1.5]}
    });
    map.addLayer({
      id: 'draft-point',
      type: 'circle',
      source: 'draft',
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {'circle-radius': 4, 'circle-color': palette.accent}
    });
    map.addLayer({
      id: 'points',
      type: 'symbol',
      source: 'points',
      layout: {
        'icon-image': ['get', 'icon'],
        'icon-allow-overlap': true,
        'icon-size': ['interpolate', ['linear'], ['zoom'], 8, 0.55, 13, 0.8, 16, 1]
      }
    });
    map.addLayer({
      id: 'chosen',
      type: 'circle',
      source: 'points',
      filter: ['==', ['get', 'id'], ''],
      paint: {
        'circle-radius': 13,
        'circle-color': 'transparent',
        'circle-stroke-color': palette.ink,
        'circle-stroke-width': 2.5
      }
    });
    map.addLayer({
      id: 'labels',
      type: 'symbol',
      source: 'labels',
      layout: {
        'text-field': ['get', 'name'],
        'text-size': 12,
        'text-variable-anchor': ['top', 'bottom', 'left', 'right'],
        'text-radial-offset': 0.6,
        'text-padding': 6
      },
      paint: {'text-color': palette.muted, 'text-halo-color': palette.ground, 'text-halo-width': 1.6}
    });
  }

  #listen(): void {
    const map = this.#map;
    const canvas = map.getCanvas();
    map.on('mousemove', 'points', (event) => {
      if (this.#tool) return;
      canvas.style.cursor = 'pointer';
      this.#wishes.onhover?.((event.features?.[0]?.properties.id as string | undefined) ?? null);
    });
    map.on('mouseleave', 'points', () => {
      canvas.style.cursor = '';
      this.#wishes.onhover?.(null);
    });
    map.on('click', (event) => this.#clicked(event));
    map.on('mousemove', (event) => this.#draft(event));
    map.on('dblclick', (event) => {
      if (this.#tool !== 'polygon') return;
      event.preventDefault();
      this.#finish();
    });
    canvas.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && this.#tool === 'polygon') this.#finish();
    });
    map.on('moveend', (event) => {
      if (!('originalEvent' in event) || !event.originalEvent) return;
      const {lng, lat} = map.getCenter();
      this.#wishes.onmove?.({longitude: lng, latitude: lat, zoom: map.getZoom()});
    });
  }

  #clicked(event: MapMouseEvent): void {
    const at: [number, number] = [event.lngLat.lng, event.lngLat.lat];
    if (this.#tool === 'radius') {
      this.#wishes.ondrawn?.('radius', `${at[0].toFixed(6)},${at[1].toFixed(6)},${this.#reach}`);
    } else if (this.#tool === 'polygon') {
      const first = this.#corners[0];
      if (first && this.#corners.length >= 3 && this.#near(first, event)) this.#finish();
      else this.#corners.push(at);
    } else {
      const hit = this.#map.queryRenderedFeatures(event.point, {layers: ['points']})[0];
      if (hit) this.#wishes.onopen?.(hit.properties.id as string);
    }
  }

  #near(corner: [number, number], event: MapMouseEvent): boolean {
    const {x, y} = this.#map.project(corner);
    return Math.hypot(x - event.point.x, y - event.point.y) < 12;
  }

  #draft(event: MapMouseEvent): void {
    if (!this.#tool) return;
    const at: [number, number] = [event.lngLat.lng, event.lngLat.lat];
    const line = this.#tool === 'radius' ? circle(at[0], at[1], this.#reach) : [...this.#corners, at];
    const corners = this.#corners.map((corner) => ({
      type: 'Feature' as const,
      properties: {},
      geometry: {type: 'Point' as const, coordinates: corner}
    }));
    this.#data('draft', [{type: 'Feature', properties: {}, geometry: {type: 'LineString', coordinates: line}}, ...corners]);
  }

  #finish(): void {
    const corners = this.#corners.filter((corner, at, all) => at === 0 || corner.join() !== all[at - 1]?.join());
    if (corners.length < 3) return;
    this.#wishes.ondrawn?.('polygon', corners.map((corner) => corner.map((part) => part.toFixed(6)).join(',')).join(','));
  }

  #data(source: string, features: GeoJSON.Feature[]): void {
    (this.#map.getSource(source) as GeoJSONSource | undefined)?.setData({type: 'FeatureCollection', features});
  }

  use(tool: Tool | null, reach: number): void {
    this.#tool = tool;
    this.#reach = reach;
    this.#corners = [];
    this.#data('draft', []);
    if (tool) this.#map.doubleClickZoom.disable();
    else this.#map.doubleClickZoom.enable();
  }

  // `filter`: the question as the API takes it, for tiles; null: these rows only.
  show(rows: readonly Row[], _filter: string | null): void {
    this.#data('points', pointsOf(rows));
    this.#data('labels', communeLabels(rows));
  }

  showZone(radius: string | null, polygon: string | null, box: string | null): void {
    let ring: [number, number][] = [];
    if (radius) {
      const [x = 0, y = 0, metres = 0] = radius.split(',').map(Number);
      ring = circle(x, y, metres);
    } else if (polygon) ring = ringOf(polygon);
    else if (box) {
      const [west = 0, south = 0, east = 0, north = 0] = box.split(',').map(Number);
      ring = [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south]
      ];
    }
    this.#data(
      'zone',
      ring.length > 3 ? [{type: 'Feature', properties: {}, geometry: {type: 'Polygon', coordinates: [ring]}}] : []
    );
  }

  highlight(id: string | null): void {
    this.#map.setFilter('chosen', ['==', ['get', 'id'], id ?? '']);
  }

  fit(rows: readonly Row[], question: Question): void {
    const radius = value(question, 'radius');
    const polygon = value(question, 'polygon');
    const zone = radius
      ? circle(...(radius.split(',').map(Number) as [number, number, number]))
      : polygon
        ? ringOf(polygon)
        : null;
    const points = pointsOf(rows).map((one) => (one.geometry as GeoJSON.Point).coordinates as [number, number]);
    const bounds = boundsOf(zone ?? points);
    if (!bounds) return;
    const around = new LngLatBounds([bounds.west, bounds.south], [bounds.east, bounds.north]);
    this.#map.fitBounds(around, {padding: 50, maxZoom: 15, animate: false});
  }

  setDark(dark: boolean): void {
    if (dark === this.#wishes.dark) return;
    this.#wishes = {...this.#wishes, dark};
    const palette = colours(dark);
    const map = this.#map;
    map.setPaintProperty('ground', 'background-color', palette.ground);
    map.setPaintProperty('labels', 'text-color', palette.muted);
    map.setPaintProperty('labels', 'text-halo-color', palette.ground);
    map.setPaintProperty('chosen', 'circle-stroke-color', palette.ink);
    for (const layer of ['zone-line', 'draft-line']) map.setPaintProperty(layer, 'line-color', palette.accent);
    map.setPaintProperty('zone-fill', 'fill-color', palette.accent);
    drawIcons(map, palette);
  }

  close(): void {
    this.#map.remove();
  }
}
