// The map: tiles of what was found, the zone that is asked, the ground below. Fetched only where a map is shown.
import 'maplibre-gl/dist/maplibre-gl.css';
import './controls.css';
import {
  type GeoJSONSource,
  LngLatBounds,
  Map as Maplibre,
  type MapMouseEvent,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
  type VectorTileSource
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type {Row} from '../directory/directory.svelte';
import type {Place} from '../directory/question';
import {m} from '../messages';
import {type Centre, cells, labels} from './cells';
import {boundsOf, ringOfZone} from './circle';
import {colours} from './colours';
import {Drawing, type Tool} from './draw';
import {iconOf} from './icons';
import {PanControl} from './pan';
import {addLayers, recolour, TILED, tileLayers} from './layers';
import {pointOf} from './points';

setWorkerUrl(workerUrl);

export type {Tool};

export interface Basemap {
  tiles: string;
  attribution: string;
}

export interface Wishes {
  dark: boolean;
  place?: Place | null;
  interactive?: boolean;
  basemap?: Basemap | null;
  onhover?: (id: string | null) => void;
  onopen?: (id: string) => void;
  onmove?: (place: Place) => void;
  onplace?: (longitude: number, latitude: number) => void; // a click means a place, and opens nothing
  ondrawn?: (name: Tool, text: string) => void;
  oncorners?: (count: number) => void; // of the polygon that is being drawn
}

const FRANCE: [number, number, number, number] = [-4.8, 42.3, 8.2, 51.1];

export class MapView {
  #map: Maplibre;
  #wishes: Wishes;
  #drawing: Drawing;
  #tiles = '';
  #drawn = new Map<string, string>(); // by source

  private constructor(map: Maplibre, wishes: Wishes) {
    this.#map = map;
    this.#wishes = wishes;
    const palette = colours(wishes.dark);
    addLayers(map, palette);
    if (wishes.basemap) this.#addBasemap(wishes.basemap);
    this.#drawing = new Drawing(
      map,
      (name, text) => wishes.ondrawn?.(name, text),
      (count) => wishes.oncorners?.(count)
    );
    this.#listen();
  }

  static async open(frame: HTMLElement, wishes: Wishes): Promise<MapView> {
    const start = wishes.place
      ? {center: [wishes.place.longitude, wishes.place.latitude] as [number, number], zoom: wishes.place.zoom}
      : {bounds: FRANCE};
    const ground = colours(wishes.dark).ground;
    const map = new Maplibre({
      container: frame,
      style: {version: 8, sources: {}, layers: [{id: 'ground', type: 'background', paint: {'background-color': ground}}]},
      attributionControl: false,
      interactive: wishes.interactive ?? true,
      dragRotate: false,
      pitchWithRotate: false,
      fadeDuration: 0,
      locale: {'Map.Title': m.map.title, 'NavigationControl.ZoomIn': m.map.zoomIn, 'NavigationControl.ZoomOut': m.map.zoomOut},
      ...start
    });
    map.touchZoomRotate.disableRotation();
    if (wishes.interactive !== false) {
      map.addControl(new NavigationControl({showCompass: false}), 'top-right');
      map.addControl(new PanControl(), 'top-right');
      map.addControl(new ScaleControl({maxWidth: 90}), 'bottom-right');
    }
    await new Promise<void>((done) => map.once('load', () => done()));
    return new MapView(map, wishes);
  }

  #addBasemap(basemap: Basemap): void {
    this.#map.addSource('basemap', {type: 'raster', tiles: [basemap.tiles], tileSize: 256, maxzoom: 19});
    this.#map.addLayer(
      {id: 'basemap', type: 'raster', source: 'basemap', paint: {'raster-saturation': -0.6, 'raster-opacity': 0.85}},
      'cells'
    );
  }

  #listen(): void {
    const map = this.#map;
    const canvas = map.getCanvas();
    map.on('mousemove', 'points', (event) => {
      if (this.#drawing.tool) return;
      canvas.style.cursor = 'pointer';
      this.#wishes.onhover?.((event.features?.[0]?.properties.id as string | undefined) ?? null);
    });
    map.on('mouseleave', 'points', () => {
      canvas.style.cursor = '';
      this.#wishes.onhover?.(null);
    });
    map.on('click', (event) => this.#clicked(event));
    map.on('moveend', (event) => {
      if (!('originalEvent' in event) || !event.originalEvent) return;
      const {lng, lat} = map.getCenter();
      this.#wishes.onmove?.({longitude: lng, latitude: lat, zoom: map.getZoom()});
    });
  }

  #clicked(event: MapMouseEvent): void {
    if (this.#drawing.tool) return this.#drawing.clicked(event);
    if (this.#wishes.onplace) return this.#wishes.onplace(event.lngLat.lng, event.lngLat.lat);
    if (!this.#map.getLayer('points')) return;
    const hit = this.#map.queryRenderedFeatures(event.point, {layers: ['points', 'clusters']})[0];
    if (hit?.layer.id === 'points') this.#wishes.onopen?.(hit.properties.id as string);
    else if (hit) this.#map.easeTo({center: event.lngLat, zoom: this.#map.getZoom() + 2}, {originalEvent: event.originalEvent});
  }

  // What is there already is not drawn again: each drawing of the map costs a frame.
  #data(source: string, features: GeoJSON.Feature[]): void {
    const text = JSON.stringify(features);
    if (this.#drawn.get(source) === text) return;
    this.#drawn.set(source, text);
    (this.#map.getSource(source) as GeoJSONSource | undefined)?.setData({type: 'FeatureCollection', features});
  }

  use(tool: Tool | null, reach: number): void {
    this.#drawing.use(tool, reach);
  }

  // In the middle of the map.
  putCorner(): void {
    this.#drawing.put();
  }
  takeBack(): void {
    this.#drawing.takeBack();
  }
  finish(): void {
    this.#drawing.finish();
  }

  // What passes this filter of the API; null: nobody.
  show(filter: string | null): void {
    for (const layer of TILED) {
      if (this.#map.getLayer(layer)) this.#map.setLayoutProperty(layer, 'visibility', filter === null ? 'none' : 'visible');
    }
    if (filter === null) return;
    const address = `${location.origin}/api/v1/tiles/{z}/{x}/{y}${filter ? `?${filter}` : ''}`;
    if (address === this.#tiles) return;
    this.#tiles = address;
    const source = this.#map.getSource('tiles') as VectorTileSource | undefined;
    if (source) return void source.setTiles([address]);
    this.#map.addSource('tiles', {type: 'vector', tiles: [address], maxzoom: 16});
    for (const layer of tileLayers(colours(this.#wishes.dark))) this.#map.addLayer(layer, 'labels');
  }

  // The ground where there is no other: cells around the middles of communes.
  showCommunes(centres: readonly Centre[]): void {
    if (!this.#wishes.basemap) this.#data('cells', cells(centres));
    this.#data('labels', this.#wishes.basemap ? [] : labels(centres));
  }

  // Contours as they were loaded, with the names of their communes.
  showContours(contours: GeoJSON.FeatureCollection, centres: readonly Centre[]): void {
    this.#data('cells', contours.features);
    this.#data('labels', labels(centres));
  }

  // What is drawn in the address, or the outline of a zone from a file.
  showZone(radius: string | null, polygon: string | null, box: string | null, outline: GeoJSON.MultiPolygon | null): void {
    const ring = ringOfZone(radius, polygon, box);
    const drawn: GeoJSON.Polygon[] = ring.length > 3 ? [{type: 'Polygon', coordinates: [ring]}] : [];
    const shapes: GeoJSON.Geometry[] = outline ? [outline] : drawn;
    this.#data(
      'zone',
      shapes.map((geometry) => ({type: 'Feature', properties: {}, geometry}))
    );
  }

  highlight(row: Row | undefined): void {
    const at = row ? pointOf(row) : null;
    const point: GeoJSON.Feature[] =
      row && at
        ? [{type: 'Feature', properties: {icon: iconOf(row.chambers)}, geometry: {type: 'Point', coordinates: at}}]
        : [];
    this.#data('chosen', point);
  }

  middle(): {longitude: number; latitude: number} {
    const {lng, lat} = this.#map.getCenter();
    return {longitude: lng, latitude: lat};
  }

  mark(place: {longitude: number; latitude: number} | null): void {
    const at: GeoJSON.Point | null = place && {type: 'Point', coordinates: [place.longitude, place.latitude]};
    this.#data('chosen', at ? [{type: 'Feature', properties: {icon: iconOf([])}, geometry: at}] : []);
    if (place && !this.#map.getBounds().contains([place.longitude, place.latitude]))
      this.#map.jumpTo({center: [place.longitude, place.latitude], zoom: Math.max(13, this.#map.getZoom())});
  }

  fit(rows: readonly Row[], ring: [number, number][]): void {
    const bounds = boundsOf(
      ring.length > 3 ? ring : rows.flatMap((row) => [pointOf(row) ?? []].filter((at) => at.length === 2) as [number, number][])
    );
    if (!bounds) return;
    const [x, y] = [(bounds.east - bounds.west) * 0.1, (bounds.north - bounds.south) * 0.1];
    const around = new LngLatBounds([bounds.west - x, bounds.south - y], [bounds.east + x, bounds.north + y]);
    this.#map.fitBounds(around, {padding: 36, maxZoom: 15, animate: false});
  }

  // All the communes, their cells too.
  fitCommunes(centres: readonly Centre[]): void {
    const corners = cells(centres).flatMap((cell) => (cell.geometry as GeoJSON.Polygon).coordinates[0] ?? []);
    this.fit([], corners.length > 3 ? (corners as [number, number][]) : []);
  }

  setDark(dark: boolean): void {
    if (dark === this.#wishes.dark) return;
    this.#wishes = {...this.#wishes, dark};
    recolour(this.#map, colours(dark));
  }

  close(): void {
    this.#map.remove();
  }
}
