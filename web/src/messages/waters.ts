// Texts of river levels.
import {currentLanguage} from './index';
import {en} from './waters_en';
import {fr, type WatersMessages} from './waters_fr';

export type {WatersMessages};

export function watersMessages(): WatersMessages {
  return currentLanguage() === 'fr' ? fr : en;
}
