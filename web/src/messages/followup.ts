// Texts of follow-ups, on the page of a business and on that of a day.
import {en} from './followup_en';
import {type FollowUpMessages, fr} from './followup_fr';
import {currentLanguage} from './index';

export type {FollowUpMessages};

export function followUpMessages(): FollowUpMessages {
  return currentLanguage() === 'fr' ? fr : en;
}
