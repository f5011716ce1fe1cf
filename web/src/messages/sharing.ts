// Texts of the sharing annex of a convention, fetched with its page.
import {en} from './sharing_en';
import {fr, type SharingMessages} from './sharing_fr';
import {currentLanguage} from './index';

export type {SharingMessages};

export function sharingMessages(): SharingMessages {
  return currentLanguage() === 'fr' ? fr : en;
}
