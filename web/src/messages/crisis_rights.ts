// Texts of rights and deadlines after a disaster.
import {en} from './crisis_rights_en';
import {fr, type CrisisRightsMessages} from './crisis_rights_fr';
import {currentLanguage} from './index';

export type {CrisisRightsMessages};

export function crisisRightsMessages(): CrisisRightsMessages {
  return currentLanguage() === 'fr' ? fr : en;
}
