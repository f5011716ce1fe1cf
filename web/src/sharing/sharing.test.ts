import {describe, expect, it} from 'vitest';
import {differences, groups, shownOf, upTo} from './showing';
import {type Annex, type Level, RECORDS, type RecordKind, type SharedLevel} from './types';

const named = (name: string) => ({id: name.toLowerCase(), name});
const all = (level: Level, ...others: [RecordKind, string | null, Level][]): SharedLevel[] => [
  ...RECORDS.map((kind) => ({
    kind,
    reader: null,
    level: others.find(([of, reader]) => of === kind && reader === null)?.[2] ?? level
  })),
  ...others.flatMap(([kind, reader, one]) => (reader ? [{kind, reader: named(reader), level: one}] : []))
];
const party = (name: string, levels: SharedLevel[]) => ({owner: named(name), kind: 'cci', own: false, levels});

describe('what parties show', () => {
  it('is for all, and for those who see otherwise', () => {
    const levels = all('header', ['need', null, 'nothing'], ['need', 'CMA', 'content'], ['contact', 'CMA', 'header']);
    expect(shownOf(levels, 'need')).toEqual({all: 'nothing', others: new Map([['CMA', 'content']])});
    expect(shownOf(levels, 'contact').others.size, 'the same as all others').toBe(0);
  });

  it('stands together where it is the same', () => {
    const other = all('header', ['need', 'CCI', 'nothing']);
    const found = groups([party('CC', all('header')), party('CMA', other), party('CCI', all('header'))]);
    expect(found.map((one) => one.owners)).toEqual([['CC', 'CCI'], ['CMA']]);
  });

  it('is changed by an annex where it differs from today', () => {
    const levels = all('header', ['exchange', null, 'content'], ['contact', null, 'nothing'], ['contact', 'CMA', 'header']);
    const annex = {statements: [{owner: named('CCI'), levels}]} as unknown as Annex;
    expect(differences(annex, [party('CCI', all('header'))])).toEqual([
      {owner: 'CCI', kind: 'exchange', reader: null, except: [], before: 'header', after: 'content'},
      {owner: 'CCI', kind: 'contact', reader: null, except: ['CMA'], before: 'header', after: 'nothing'}
    ]);
    const now = [party('CCI', all('header', ['need', 'CMA', 'content']))];
    expect(differences({statements: [{owner: named('CCI'), levels: all('header')}]} as unknown as Annex, now)).toEqual([
      {owner: 'CCI', kind: 'need', reader: 'CMA', except: [], before: 'content', after: 'header'}
    ]);
  });

  it('is narrowed no further up than today', () => {
    expect(upTo('presence')).toEqual(['nothing', 'presence']);
  });
});
