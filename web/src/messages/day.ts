// Texts of an agent's day: reminders and needs, on its page and on that of a business.
import {en} from './day_en';
import {type DayMessages, fr} from './day_fr';
import {currentLanguage} from './index';

export type {DayMessages};

export function dayMessages(): DayMessages {
  return currentLanguage() === 'fr' ? fr : en;
}
