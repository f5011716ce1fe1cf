// Texts of contacts, fetched with the pages that show them.
import {type ContactMessages, fr} from './contact_fr';
import {en} from './contact_en';
import {currentLanguage} from './index';

export type {ContactMessages};

export function contactMessages(): ContactMessages {
  return currentLanguage() === 'fr' ? fr : en;
}
