// Texts of what follows a crisis.
import {en} from './crisis_after_en';
import {type CrisisAfterMessages, fr} from './crisis_after_fr';
import {currentLanguage} from './index';

export type {CrisisAfterMessages};

export function crisisAfterMessages(): CrisisAfterMessages {
  return currentLanguage() === 'fr' ? fr : en;
}
