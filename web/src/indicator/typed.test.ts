import {expect, test} from 'vitest';
import {partOf} from './typed';

test('a year has a part where its contract begins or ends within it', () => {
  const term = {from: '2026-04-01', to: '2028-06-30'};
  expect(partOf('2026', term)).toEqual({from: '2026-04-01', to: '2026-12-31'});
  expect(partOf('2027', term)).toBeNull();
  expect(partOf('2028', term)).toEqual({from: '2028-01-01', to: '2028-06-30'});
  expect(partOf('2025', term)).toBeNull();
  expect(partOf('', term)).toBeNull();
  expect(partOf('2026', undefined)).toBeNull();
});
