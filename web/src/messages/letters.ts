// Texts of what reaches an agent outside of the application: the calendar, letters.
import {currentLanguage} from './index';
import {en} from './letters_en';
import {fr, type LettersMessages} from './letters_fr';

export type {LettersMessages};

export function lettersMessages(): LettersMessages {
  return currentLanguage() === 'fr' ? fr : en;
}
