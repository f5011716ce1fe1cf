// Texts of reports, fetched with the pages of a convention.
import {currentLanguage} from './index';
import {en} from './report_en';
import {fr, type ReportMessages} from './report_fr';

export type {ReportMessages};

export function reportMessages(): ReportMessages {
  return currentLanguage() === 'fr' ? fr : en;
}
