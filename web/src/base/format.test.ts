import {afterEach, describe, expect, it} from 'vitest';
import {change, communeName, day, daysIn, distance, number, percent, shortDay, siren, siret, writeIn} from './format';

afterEach(() => writeIn('fr'));

describe('figures and dates', () => {
  it('are written in French typography', () => {
    expect(number(77008)).toBe('77\u202f008');
    expect(number(999)).toBe('999');
    expect(percent(42, 1000)).toBe('4,2\u202f%');
    expect(percent(1, 0)).toBe('–');
    expect(change(1000, 1032)).toBe('+3,2\u202f%');
    expect(change(1000, 990)).toBe('−1,0\u202f%');
    expect(change(1000, 1000)).toBe('0,0\u202f%');
    expect(day('2016-06-04')).toBe('4\u00a0juin\u00a02016');
    expect(day('2016-06-01')).toBe('1er\u00a0juin\u00a02016');
    expect(day('2016-06-11')).toBe('11\u00a0juin\u00a02016');
    expect(shortDay('2016-06-04')).toBe('04/06/2016');
    expect(shortDay('before 1900')).toBe('before 1900');
    expect(distance(143)).toBe('140\u00a0m');
    expect(distance(1432)).toBe('1,4\u00a0km');
  });

  it('are written in English where it is chosen', () => {
    writeIn('en');
    expect(number(77008)).toBe('77,008');
    expect(percent(42, 1000)).toBe('4.2%');
    expect(day('2016-06-01')).toBe('1\u00a0June\u00a02016');
  });

  it('are found in the texts of the server', () => {
    expect(daysIn('Périmètre disparu le 2019-12-31, montré au 2019-12-01.')).toBe(
      'Périmètre disparu le 31\u00a0décembre\u00a02019, montré au 1er\u00a0décembre\u00a02019.'
    );
    expect(daysIn('SIREN 247700438, 77142-1')).toBe('SIREN 247700438, 77142-1');
  });

  it('are those of the day, whatever the clock of the browser', () => {
    expect(day('2026-01-01')).toBe('1er\u00a0janvier\u00a02026');
    expect(shortDay('2026-12-31')).toBe('31/12/2026');
  });
});

describe('identifiers and names', () => {
  it('are grouped', () => {
    expect(siret('10000000100007')).toBe('100\u202f000\u202f001\u00a000007');
    expect(siret('local:3')).toBe('local:3');
    expect(siren('100000001')).toBe('100\u202f000\u202f001');
  });

  it('of communes are no longer in capitals', () => {
    expect(communeName('CRECY-LA-CHAPELLE')).toBe('Crecy-la-Chapelle');
    expect(communeName('Crécy-la-Chapelle')).toBe('Crécy-la-Chapelle');
    expect(communeName("L'HAY-LES-ROSES")).toBe("L'Hay-les-Roses");
  });
});
