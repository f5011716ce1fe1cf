import {expect, test} from 'vitest';
import {fr} from '../messages/indicator_fr';
import {figure, figureOf, share, sourceOf, stateOf, typedFigure} from './figures';
import type {Indicator} from './types';

const it_: Indicator = {
  id: 'i',
  action: {id: 'a', code: '1.1', title: 'Visiter'},
  code: 'V1',
  label: 'Visites',
  effect: 'output',
  unit: 'entreprises',
  method: '',
  baseline: null,
  targets: [],
  computed: {measure: 'visited', kinds: ['call', 'visit'], organisation: {id: 'o', name: 'CMA'}, field: null},
  gathering: 'sum',
  version: 1,
  mine: true,
  value: 34,
  target: 70,
  progress: 0.486,
  businesses: null,
  establishments: null
};

test('figures have one digit behind the comma at most', () => {
  expect(figure(47.27)).toBe('47,3');
  expect(figure(1200)).toBe('1\u202f200');
  expect(figure(-0.04)).toBe('0');
  expect(figure(-2.5)).toBe('−2,5');
  expect(share(0.486)).toBe('49\u202f%');
});

test('what is typed is read back whole', () => {
  for (const value of [0, 70, 12.25, -3]) expect(figureOf(typedFigure(value))).toBe(value);
  expect(figureOf('')).toBeNull();
  expect(figureOf('1 200,5')).toBe(1200.5);
  for (const no of ['douze', '1,2,3', '1e9']) expect(figureOf(no)).toBeUndefined();
});

test('an indicator says what it is made of', () => {
  expect(stateOf(it_, fr)).toBe('34 sur 70 entreprises');
  expect(stateOf({...it_, computed: null, gathering: 'last', value: 10, target: 8, unit: 'locaux'}, fr)).toBe(
    '10 locaux, cible\u00a0: 8'
  );
  expect(stateOf({...it_, value: null}, fr)).toBe('pas de valeur');
  expect(sourceOf(it_, fr, (id) => id)).toBe('entreprises distinctes visitées · appels, visites · travail de CMA');
  const coverage = {measure: 'coverage', kinds: [], organisation: null, field: 'economic-fabric'} as const;
  expect(sourceOf({...it_, computed: {...coverage, kinds: []}}, fr, () => 'tissu économique')).toContain(
    'champ\u00a0: tissu économique'
  );
  const within = {measure: 'within', kinds: [], organisation: null, field: null, delay: 'taken', most: 5} as const;
  expect(sourceOf({...it_, computed: {...within, kinds: []}}, fr, (id) => id)).toBe(
    'part des délais tenus · d’un besoin confié à sa prise en charge · en 5\u00a0jours au plus'
  );
  expect(sourceOf({...it_, computed: null, gathering: 'last'}, fr, (id) => id)).toBe('dernière valeur saisie');
});
