import {expect, test} from 'vitest';
import {Merging} from './merging.svelte';

const before = {title: 'a', purpose: 'b', list: ['1', '2']};
const typing = (changes: Partial<typeof before>) => {
  const typed = {...before, list: [...before.list], ...changes};
  return {typed, merging: new Merging(typed, before)};
};

test('what only the other touched is taken', () => {
  const {typed, merging} = typing({title: 'mine'});
  merging.meet({...before, purpose: 'theirs', list: ['1']});
  expect(typed).toEqual({title: 'mine', purpose: 'theirs', list: ['1']});
  expect(merging.conflicts).toEqual([]);
});

test('where both did, mine stays and a choice is asked for', () => {
  const {typed, merging} = typing({list: ['1', '2', '3']});
  merging.meet({...before, list: ['2']});
  expect(typed.list).toEqual(['1', '2', '3']);
  expect(merging.conflicts).toEqual(['list']);
  expect(merging.now('list')).toEqual(['2']);
  merging.keep('list');
  expect(merging.conflicts).toEqual([]);
  expect(typed.list).toEqual(['1', '2', '3']);
  merging.meet({...before, list: ['2']});
  expect(merging.conflicts).toEqual([]);
  merging.meet({...before, list: ['4']});
  expect(merging.conflicts).toEqual(['list']);
  merging.take('list');
  expect(typed.list).toEqual(['4']);
  expect(merging.touches('list')).toBe(false);
});

test('a choice stays open until it is made, and goes when both say the same', () => {
  const {merging} = typing({title: 'mine'});
  merging.meet({...before, title: 'theirs'});
  merging.meet({...before, title: 'theirs', purpose: 'more'});
  expect(merging.conflicts).toEqual(['title']);
  merging.meet({...before, title: 'mine', purpose: 'more'});
  expect(merging.conflicts).toEqual([]);
});
