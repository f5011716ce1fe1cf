// Texts of the form by which owners report damage without an account.
import {currentLanguage} from './index';
import {en} from './owners_form_en';
import {fr, type OwnersFormMessages} from './owners_form_fr';

export type {OwnersFormMessages};

export function ownersFormMessages(): OwnersFormMessages {
  return currentLanguage() === 'fr' ? fr : en;
}
