// The layers of the map, from the ground up, and the sources that they draw.
import type {AllPaintProperties, AddLayerObject, ExpressionSpecification, Map as Maplibre} from 'maplibre-gl';
import type {Palette} from './colours';
import {drawIcons, iconOfBits} from './icons';

const NOTHING = {type: 'FeatureCollection' as const, features: []};
const DRAWN = ['cells', 'zone', 'draft', 'chosen', 'labels'];
export const TILED = ['clusters', 'cluster-counts', 'points'];

function ground(palette: Palette): AddLayerObject[] {
  return [
    {id: 'cells', type: 'fill', source: 'cells', paint: {'fill-color': palette.cell}},
    {id: 'cell-lines', type: 'line', source: 'cells', paint: {'line-color': palette.cellLine, 'line-width': 1}},
    {id: 'zone-fill', type: 'fill', source: 'zone', paint: {'fill-color': palette.accent, 'fill-opacity': 0.12}},
    {id: 'zone-line', type: 'line', source: 'zone', paint: {'line-color': palette.accent, 'line-width': 2}}
  ];
}

function above(palette: Palette): AddLayerObject[] {
  return [
    {
      id: 'labels',
      type: 'symbol',
      source: 'labels',
      layout: {
        'text-field': ['get', 'name'],
        'text-size': ['interpolate', ['linear'], ['zoom'], 9, 10.5, 13, 13],
        'text-variable-anchor': ['center', 'top', 'bottom', 'left', 'right'],
        'text-radial-offset': 0.4,
        'text-padding': 4
      },
      paint: {'text-color': palette.muted, 'text-halo-color': palette.cell, 'text-halo-width': 2.2}
    },
    {
      id: 'draft-line',
      type: 'line',
      source: 'draft',
      paint: {'line-color': palette.accent, 'line-width': 2, 'line-dasharray': [2, 1.5]}
    },
    {
      id: 'draft-point',
      type: 'circle',
      source: 'draft',
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {'circle-radius': 4, 'circle-color': palette.accent}
    },
    {
      id: 'chosen',
      type: 'symbol',
      source: 'chosen',
      layout: {'icon-image': ['get', 'icon'], 'icon-allow-overlap': true, 'icon-size': 1.25}
    },
    {
      id: 'chosen-ring',
      type: 'circle',
      source: 'chosen',
      paint: {
        'circle-radius': 14,
        'circle-color': 'transparent',
        'circle-stroke-color': palette.ink,
        'circle-stroke-width': 2.5
      }
    }
  ];
}

// What the tiles hold: single establishments, and clusters where there are too many.
export function tileLayers(palette: Palette): AddLayerObject[] {
  const source = 'tiles';
  const size: ExpressionSpecification = ['interpolate', ['linear'], ['ln', ['+', ['get', 'count'], 1]], 0.7, 5, 4, 12, 8, 24];
  return [
    {
      id: 'clusters',
      type: 'circle',
      source,
      'source-layer': 'clusters',
      paint: {
        'circle-radius': size,
        'circle-color': palette.accent,
        'circle-opacity': 0.8,
        'circle-stroke-color': palette.edge,
        'circle-stroke-width': 1
      }
    },
    {
      id: 'cluster-counts',
      type: 'symbol',
      source,
      'source-layer': 'clusters',
      filter: ['>=', ['get', 'count'], 30],
      layout: {'text-field': ['to-string', ['get', 'count']], 'text-size': 11},
      paint: {'text-color': palette.onAccent}
    },
    {
      id: 'points',
      type: 'symbol',
      source,
      'source-layer': 'establishments',
      layout: {
        'icon-image': iconOfBits as ExpressionSpecification,
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'icon-size': ['interpolate', ['linear'], ['zoom'], 8, 0.45, 11, 0.55, 13, 0.8, 16, 1]
      },
      paint: {'icon-opacity': ['match', ['get', 'state'], 'closed', 0.5, 1]}
    }
  ];
}

export function addLayers(map: Maplibre, palette: Palette): void {
  for (const id of DRAWN) map.addSource(id, {type: 'geojson', data: NOTHING});
  drawIcons(map, palette);
  for (const layer of [...ground(palette), ...above(palette)]) map.addLayer(layer);
}

// The same layers in other colours.
export function recolour(map: Maplibre, palette: Palette): void {
  map.setPaintProperty('ground', 'background-color', palette.ground);
  for (const layer of [...ground(palette), ...tileLayers(palette), ...above(palette)]) {
    if (!map.getLayer(layer.id) || !('paint' in layer)) continue;
    for (const [name, value] of Object.entries(layer.paint ?? {})) {
      if (name.endsWith('color')) map.setPaintProperty(layer.id, name as keyof AllPaintProperties, value);
    }
  }
  drawIcons(map, palette);
}
