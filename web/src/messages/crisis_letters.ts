// Texts of letters of businesses hit, and of their templates.
import {en} from './crisis_letters_en';
import {fr, type CrisisLettersMessages} from './crisis_letters_fr';
import {currentLanguage} from './index';

export type {CrisisLettersMessages};

export function crisisLettersMessages(): CrisisLettersMessages {
  return currentLanguage() === 'fr' ? fr : en;
}
