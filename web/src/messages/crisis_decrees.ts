// Texts of decrees of natural disaster.
import {en} from './crisis_decrees_en';
import {fr, type CrisisDecreesMessages} from './crisis_decrees_fr';
import {currentLanguage} from './index';

export type {CrisisDecreesMessages};

export function crisisDecreesMessages(): CrisisDecreesMessages {
  return currentLanguage() === 'fr' ? fr : en;
}
