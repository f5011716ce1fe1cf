// Texts of the pages of conventions, fetched with them.
import {type ConventionMessages, fr} from './convention_fr';
import {en} from './convention_en';
import {currentLanguage} from './index';

export type {ConventionMessages};

export function conventionMessages(): ConventionMessages {
  return currentLanguage() === 'fr' ? fr : en;
}
