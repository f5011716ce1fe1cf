import {expect, it} from 'vitest';
import {cornersOf, polygonOf} from './outline';

it('a drawn outline is closed', () => {
  expect(polygonOf('2.9,48.8,2.91,48.8,2.9,48.81')).toEqual({
    type: 'Polygon',
    coordinates: [
      [
        [2.9, 48.8],
        [2.91, 48.8],
        [2.9, 48.81],
        [2.9, 48.8]
      ]
    ]
  });
});

it('what is no outline is none', () => {
  expect(polygonOf('')).toBeNull();
  expect(polygonOf('2.9,48.8,2.91,48.8')).toBeNull();
  expect(polygonOf('2.9,48.8,2.91,x,2.9,48.81')).toBeNull();
});

it('corners are those of outer rings', () => {
  const ring = [
    [0, 0],
    [1, 0],
    [0, 1],
    [0, 0]
  ];
  expect(cornersOf({type: 'MultiPolygon', coordinates: [[ring, ring], [ring]]})).toHaveLength(8);
});
