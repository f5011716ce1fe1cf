// Texts of what reports of a crisis find.
import {en} from './crisis_findings_en';
import {fr, type CrisisFindingsMessages} from './crisis_findings_fr';
import {currentLanguage} from './index';

export type {CrisisFindingsMessages};

export function crisisFindingsMessages(): CrisisFindingsMessages {
  return currentLanguage() === 'fr' ? fr : en;
}
