import {describe, expect, it, vi} from 'vitest';

vi.mock('./directory/DirectoryPage.svelte', () => ({default: {}}));
const {match} = await import('./pages');

describe('addresses', () => {
  it('give the values of their names', () => {
    expect(match('/etablissements/:id', '/etablissements/local%3A3')).toEqual({id: 'local:3'});
    expect(match('/annuaire', '/annuaire/')).toEqual({});
  });

  it('that are others match nothing', () => {
    expect(match('/etablissements/:id', '/etablissements')).toBeNull();
    expect(match('/annuaire', '/annuaires')).toBeNull();
    expect(match('/etablissements/:id', '/etablissements/%E0%A4%A')).toBeNull();
  });
});
