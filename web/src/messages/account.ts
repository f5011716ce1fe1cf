// Texts of one's own account and of signing in through a provider; fetched with the pages that show them.
import {en} from './account_en';
import {type AccountMessages, fr, type ProviderFailure} from './account_fr';
import {currentLanguage} from './index';

export function account(): AccountMessages {
  return currentLanguage() === 'fr' ? fr : en;
}

// The sentence of the word by which the server says what failed (`fournisseur` of the address); '' for no such word.
export function providerFailure(word: string | null, name: string): string {
  const failures = account().failures;
  return word !== null && Object.hasOwn(failures, word) ? failures[word as ProviderFailure](name) : '';
}
