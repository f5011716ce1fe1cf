// Texts of attached documents, fetched with the pages that have some.
import {currentLanguage} from './index';
import {en} from './documents_en';
import {fr, type DocumentMessages} from './documents_fr';

export type {DocumentMessages};

export function documentMessages(): DocumentMessages {
  return currentLanguage() === 'fr' ? fr : en;
}
