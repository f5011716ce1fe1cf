// Texts of call sheets.
import {en} from './crisis_sheets_en';
import {type CrisisSheetsMessages, fr} from './crisis_sheets_fr';
import {currentLanguage} from './index';

export type {CrisisSheetsMessages};

export function crisisSheetsMessages(): CrisisSheetsMessages {
  return currentLanguage() === 'fr' ? fr : en;
}
