// Texts of the crisis room.
import {en} from './crisis_en';
import {fr, type CrisisMessages} from './crisis_fr';
import {currentLanguage} from './index';

export type {CrisisMessages};

export function crisisMessages(): CrisisMessages {
  return currentLanguage() === 'fr' ? fr : en;
}
