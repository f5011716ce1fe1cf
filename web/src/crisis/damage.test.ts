import {describe, expect, it} from 'vitest';
import {fr} from '../messages/crisis_damage_fr';
import {answersOf, answerText, blank, type Draft, faultOf, newId, type Question, wholeNumber} from './damage';

const question = (more: Partial<Question>): Question => ({
  id: 'trading',
  tier: 'minute',
  form: 'choice',
  unit: null,
  choices: ['open', 'closed'],
  items: [],
  most: null,
  amountWanted: true,
  ...more
});
const bands = [
  {from: 0, to: 1000},
  {from: 1000, to: null}
];
const trading = question({});
const height = question({id: 'water_height', form: 'count', unit: 'cm', most: 2000, choices: []});
const damage = question({id: 'damage', form: 'money', unit: '€', choices: [], items: ['stock', 'vehicles']});
const asked = question({id: 'aid_asked', form: 'money', unit: '€', choices: [], items: ['bank'], amountWanted: false});
const all = [trading, height, damage, asked];
const said = (draft: Draft) => answersOf(all, bands, draft);

describe('answers of a draft', () => {
  it('are none where nothing was said', () => {
    expect(said({trading: blank(), 'damage/stock': blank()})).toEqual([]);
  });

  it('are what was given, unknown or refused', () => {
    expect(
      said({
        trading: {...blank(), standing: 'given', value: 'closed'},
        water_height: {...blank(), standing: 'given', value: '1 20'},
        damage: blank(),
        'damage/stock': {...blank(), standing: 'given', value: 'exact', amount: '8 000,50 €', certainty: 'quoted'},
        'damage/vehicles': {...blank(), standing: 'refused'},
        'aid_asked/bank': {...blank(), standing: 'given', value: 'none'}
      })
    ).toEqual([
      {question: 'trading', standing: 'given', value: 'closed'},
      {question: 'water_height', standing: 'given', value: 120},
      {question: 'damage', item: 'stock', standing: 'given', value: 8000, certainty: 'quoted'},
      {question: 'damage', item: 'vehicles', standing: 'refused'},
      {question: 'aid_asked', item: 'bank', standing: 'given'}
    ]);
  });

  it('of the whole say nothing of its parts', () => {
    const draft = {damage: {...blank(), standing: 'unknown' as const}, 'damage/stock': {...blank(), value: '0'}};
    expect(said(draft)).toEqual([{question: 'damage', standing: 'unknown'}]);
  });

  it('leave out what is no number, which the form refuses', () => {
    const wrong = {...blank(), standing: 'given' as const, value: 'deep'};
    expect(said({water_height: wrong})).toEqual([]);
    expect(faultOf(height, wrong, fr)).toBe(fr.badCount(2000));
    expect(faultOf(height, {...wrong, value: '2001'}, fr)).toBe(fr.badCount(2000));
    expect(faultOf(height, {...wrong, value: '2000'}, fr)).toBe('');
    expect(faultOf(damage, {...blank(), value: 'exact', amount: 'many'}, fr)).toBe(fr.badAmount);
    expect(wholeNumber('12\u202f000')).toBe(12_000);
    expect(wholeNumber('-3')).toBeNull();
  });

  it('are read in words', () => {
    const read = (answer: Parameters<typeof answerText>[0], of: Question) => answerText(answer, of, fr, (iso) => iso);
    expect(read({question: 'trading', standing: 'refused'}, trading)).toBe('refus de dire');
    expect(read({question: 'trading', standing: 'given', value: 'closed'}, trading)).toBe('fermé');
    expect(read({question: 'damage', standing: 'given', band: {from: 1000, to: null}, certainty: 'estimated'}, damage)).toBe(
      'plus de 1\u202f000\u00a0€ (estimation)'
    );
    expect(read({question: 'aid_asked', item: 'bank', standing: 'given'}, asked)).toBe('demandé');
  });
});

describe('an id', () => {
  it('is a UUID, and another each time', () => {
    const ids = new Set(Array.from({length: 100}, newId));
    expect(ids.size).toBe(100);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
