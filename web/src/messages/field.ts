// Texts of the field application.
import {en} from './field_en';
import {fr, type FieldMessages} from './field_fr';
import {currentLanguage} from './index';

export function fieldMessages(): FieldMessages {
  return currentLanguage() === 'fr' ? fr : en;
}
