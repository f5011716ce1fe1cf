import {describe, expect, it} from 'vitest';
import {placeOf} from './place';

describe('a place as it is typed', () => {
  it('is read with points or commas', () => {
    const place = {latitude: 48.8575, longitude: 2.8797};
    for (const text of ['48.8575, 2.8797', '48.8575,2.8797', ' 48.8575 2.8797 ', '48,8575 ; 2,8797', '48,8575 2,8797'])
      expect(placeOf(text), text).toEqual(place);
    expect(placeOf('-21.1151, 55.5364')).toEqual({latitude: -21.1151, longitude: 55.5364});
  });

  it('is nothing where it is none', () => {
    for (const text of ['', '48.8575', 'Crécy', '148, 2.9', '48.8, 2.9, 3']) expect(placeOf(text), text).toBeNull();
  });
});
