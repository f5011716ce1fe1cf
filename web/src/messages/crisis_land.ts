// Texts of farms and their parcels in a crisis.
import {en} from './crisis_land_en';
import {fr, type CrisisLandMessages} from './crisis_land_fr';
import {currentLanguage} from './index';

export type {CrisisLandMessages};

export function crisisLandMessages(): CrisisLandMessages {
  return currentLanguage() === 'fr' ? fr : en;
}
