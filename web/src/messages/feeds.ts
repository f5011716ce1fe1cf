// Texts of feeds, for the page of the organisation.
import {en} from './feeds_en';
import {fr, type FeedsMessages} from './feeds_fr';
import {currentLanguage} from './index';

export function feedsMessages(): FeedsMessages {
  return currentLanguage() === 'fr' ? fr : en;
}
