import {expect, test} from 'vitest';
import {fr} from '../messages/sheets_fr';
import {decided, foundIn, letterOf, type Match, type Matches, namesOf, resultOf, type Sheet} from './sheets';

const candidate = {
  business: '73282932000074',
  name: 'DUPONT',
  address: '1 RUE X',
  postalCode: '77120',
  commune: 'COULOMMIERS',
  active: true,
  score: 1
};
const row = (over: Partial<Match>): Match => ({
  row: 2,
  name: 'Dupont',
  place: '1 r. X 77120',
  number: '',
  verdict: 'certain',
  reason: 'name_and_address',
  oddities: [],
  candidates: [candidate],
  ...over
});

test('columns are called as spreadsheet programs call them', () => {
  expect([1, 26, 27, 52, 703].map(letterOf)).toEqual(['A', 'Z', 'AA', 'AZ', 'AAA']);
});

test('names of columns come from the row that is said to hold them', () => {
  const sheet = {
    name: '',
    hidden: false,
    columns: 3,
    rows: 2,
    header: 2,
    guess: {},
    first: [{row: 2, cells: ['Nom', 'Ville']}]
  } as Sheet;
  expect(namesOf(sheet, 2)).toEqual(['Nom', 'Ville', '']);
  expect(namesOf(sheet, 0)).toEqual(['', '', '']);
});

test('a doubtful row is nobody’s until somebody chooses', () => {
  const doubtful = row({verdict: 'doubtful', reason: 'none'});
  expect(decided(doubtful, new Map())).toBeUndefined();
  expect(decided(doubtful, new Map([[2, candidate]]))).toBe(candidate);
  expect(decided(row({}), new Map([[2, null]]))).toBeNull();
});

test('the file says how each row was decided', () => {
  const matches: Matches = {
    snapshot: 's',
    counts: {certain: 1, doubtful: 1, none: 1},
    columns: {name: 1},
    rows: [
      row({oddities: ['closed']}),
      row({row: 3, verdict: 'doubtful', reason: 'none'}),
      row({row: 4, verdict: 'none', reason: 'none', candidates: [], oddities: ['siret_unknown']})
    ]
  };
  const lines = resultOf(matches, new Map(), fr);
  expect(lines.map((line) => [line[0], line[4], line[7]])).toEqual([
    [2, '73282932000074', 'Par son nom et son adresse, Établissement fermé'],
    [3, '', 'À vérifier'],
    [4, '', 'SIRET absent du répertoire']
  ]);
  expect(resultOf(matches, new Map([[3, candidate]]), fr)[1]?.[4]).toBe('73282932000074');
  expect(foundIn(matches, new Map([[3, candidate]]))).toEqual(['73282932000074']);
});
