import {describe, expect, test} from 'vitest';
import {piecesOf} from './letters';

const joined = (text: string) => piecesOf(text).map((one) => (one.field ? `[${one.text}]` : one.text));

describe('the words of a template', () => {
  test('are told from its text as the server tells them', () => {
    expect(joined('Le {sinistre}, {commune}')).toEqual(['Le ', '[sinistre]', ', ', '[commune]']);
    expect(joined('{siret}{siret}')).toEqual(['[siret]', '[siret]']);
    expect(joined('{} {Nom} { siret } {a b} {code_postal')).toEqual(['{} {Nom} { siret } {a b} {code_postal']);
    expect(joined('{{siret}}')).toEqual(['{', '[siret]', '}']);
    expect(joined('')).toEqual([]);
  });
});
