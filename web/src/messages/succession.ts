// Texts of changes of territory.
import {currentLanguage} from './index';
import {en} from './succession_en';
import {fr, type SuccessionMessages} from './succession_fr';

export type {SuccessionMessages};

export function successionMessages(): SuccessionMessages {
  return currentLanguage() === 'fr' ? fr : en;
}
