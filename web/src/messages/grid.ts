// Texts of objectives contracts.
import {en} from './grid_en';
import {fr, type GridMessages} from './grid_fr';
import {currentLanguage} from './index';

export type {GridMessages};

export function gridMessages(): GridMessages {
  return currentLanguage() === 'fr' ? fr : en;
}
