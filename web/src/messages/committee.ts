// Texts of committees, fetched with the page of a convention.
import {type CommitteeMessages, fr} from './committee_fr';
import {en} from './committee_en';
import {currentLanguage} from './index';

export type {CommitteeMessages};

export function committeeMessages(): CommitteeMessages {
  return currentLanguage() === 'fr' ? fr : en;
}
