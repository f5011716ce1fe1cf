// Texts of mutual help.
import {en} from './crisis_help_en';
import {type CrisisHelpMessages, fr} from './crisis_help_fr';
import {currentLanguage} from './index';

export type {CrisisHelpMessages};

export function crisisHelpMessages(): CrisisHelpMessages {
  return currentLanguage() === 'fr' ? fr : en;
}
