// Texts of imports of partners' files, fetched with their pages.
import {currentLanguage} from './index';
import {en} from './imports_en';
import {fr, type ImportMessages} from './imports_fr';

export type {ImportMessages};

export function importMessages(): ImportMessages {
  return currentLanguage() === 'fr' ? fr : en;
}
