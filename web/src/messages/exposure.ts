// Texts of what is known before a flood.
import {en} from './exposure_en';
import {type ExposureMessages, fr} from './exposure_fr';
import {currentLanguage} from './index';

export type {ExposureMessages};

export function exposureMessages(): ExposureMessages {
  return currentLanguage() === 'fr' ? fr : en;
}
