import {describe, expect, it} from 'vitest';
import type {Case} from './crisis';
import {casesFor, codeOf, plainCode, stepFor} from './sheets';

const ID = '0197f0c2-9a31-7c4e-8d1b-3f5a6b7c8d9e';
const one = (id: string, name: string) => ({id, name}) as unknown as Case;
const nameOf = (it: Case) => (it as unknown as {name: string}).name;

describe('codes of sheets', () => {
  it('are five letters of the end of the id, the same each time', () => {
    expect(codeOf(ID)).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}$/);
    expect(codeOf(ID)).toBe(codeOf(ID));
    expect(codeOf('00000000-0000-7000-8000-000000000000')).toBe('00000');
    expect(codeOf('00000000-0000-7000-8000-00000000001f')).toBe('0000Z');
  });
  it('are read as people type them', () => {
    expect(plainCode(' o1-il z')).toBe('0111Z');
  });
  it('hardly ever meet within one list', () => {
    const codes = new Set<string>();
    const many = 3000;
    for (let place = 0; place < many; place += 1) codes.add(codeOf(crypto.randomUUID()));
    expect(codes.size).toBeGreaterThan(many - 5);
  });
});

describe('what was typed', () => {
  const list = [one(ID, 'Boulangerie Édelweiss'), one('0197f0c2-9a31-7c4e-8d1b-3f5a6b7c0001', 'Garage du Pont')];
  it('finds by the code, small letters too', () => {
    expect(casesFor(codeOf(ID).toLowerCase(), list, nameOf).map(nameOf)).toEqual(['Boulangerie Édelweiss']);
  });
  it('finds by a part of the name, whatever its accents', () => {
    expect(casesFor('edel', list, nameOf).map(nameOf)).toEqual(['Boulangerie Édelweiss']);
    expect(casesFor('GARAGE DU P', list, nameOf).map(nameOf)).toEqual(['Garage du Pont']);
    expect(casesFor('ga', list, nameOf)).toEqual([]);
  });
  it('shows both where two share a code', () => {
    const twin = one(ID.replace('0197f0c2', '0197f0c3'), 'Jumelle');
    expect(casesFor(codeOf(ID), [...list, twin], nameOf)).toHaveLength(2);
  });
});

describe('the step of a sheet', () => {
  it('goes forward alone', () => {
    expect(stepFor('reported', 'phone')).toBe('contacted');
    expect(stepFor('contacted', 'phone')).toBe(null);
    expect(stepFor('contacted', 'field')).toBe('visited');
    expect(stepFor('nothing_to_do', 'field')).toBe(null);
  });
});
