import {describe, expect, it} from 'vitest';
import {blank} from '../crisis/damage';
import {bodyOf, type Draft, type Form, isEmpty, lacksOf, newDraft, saidOf} from './report';

const question = (id: string, form: string, more = {}) => ({
  id,
  tier: 'minute',
  form,
  unit: null,
  choices: [],
  items: [],
  most: null,
  amountWanted: true,
  ...more
});
const FORM = {
  questions: [question('trading', 'choice', {choices: ['open', 'closed']}), question('water_height', 'count', {most: 2000})],
  bands: []
} as unknown as Form;
const draft = (more: Partial<Draft> = {}): Draft => ({
  ...newDraft({crisis: 'c', agent: 'anne', since: ''}, null, '', 'id', '2026-11-29T08:00:00.000Z'),
  ...more
});
const given = (value: string) => ({...blank(), standing: 'given' as const, value});

describe('a report of the field', () => {
  it('says what it lacks', () => {
    expect(lacksOf(draft(), FORM)).toEqual(['answers', 'named']);
    expect(lacksOf(draft({record: 'k', answers: {water_height: given('deux')}}), FORM)).toEqual(['values']);
    expect(lacksOf(draft({record: 'k', answers: {water_height: given('2001')}}), FORM)).toEqual(['values']);
    expect(lacksOf(draft({record: 'k', answers: {trading: {...blank(), standing: 'refused'}}}), FORM)).toEqual([]);
    const position = {longitude: 2.8, latitude: 48.8, accuracy: 10};
    expect(lacksOf(draft({position, answers: {trading: given('open')}}), FORM)).toEqual([]);
  });
  it('is sent with what was typed, to a metre', () => {
    const position = {longitude: 2.87312345, latitude: 48.86123456, accuracy: 12};
    const typed = {name: ' Bazar ', address: '', person: ''};
    const answers = {trading: given('open'), water_height: {...blank(), standing: 'unknown' as const}};
    expect(bodyOf(draft({position, typed, answers}), FORM)).toEqual({
      id: 'id',
      source: 'field',
      case: null,
      typed: {name: 'Bazar', position: {longitude: 2.87312, latitude: 48.86123}},
      seenAt: '2026-11-29T08:00:00.000Z',
      answers: [
        {question: 'trading', standing: 'given', value: 'open'},
        {question: 'water_height', standing: 'unknown'}
      ]
    });
  });
  it('is empty until something was said', () => {
    expect(isEmpty(draft())).toBe(true);
    expect(isEmpty(draft({typed: {name: 'x', address: '', person: ''}}))).toBe(false);
    expect(saidOf({a: blank(), b: given('x')})).toEqual({b: given('x')});
  });
});
