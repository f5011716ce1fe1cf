// Texts of amendments, fetched with the page of a convention.
import {en} from './amendment_en';
import {type AmendmentMessages, fr} from './amendment_fr';
import {currentLanguage} from './index';

export type {AmendmentMessages};

export function amendmentMessages(): AmendmentMessages {
  return currentLanguage() === 'fr' ? fr : en;
}
