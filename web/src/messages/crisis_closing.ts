// Texts of the end of a crisis.
import {en} from './crisis_closing_en';
import {type CrisisClosingMessages, fr} from './crisis_closing_fr';
import {currentLanguage} from './index';

export type {CrisisClosingMessages};

export function crisisClosingMessages(): CrisisClosingMessages {
  return currentLanguage() === 'fr' ? fr : en;
}
