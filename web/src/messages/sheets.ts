// Texts of the page that matches spreadsheets, fetched with it.
import {currentLanguage} from './index';
import {en} from './sheets_en';
import {fr, type SheetMessages} from './sheets_fr';

export type {SheetMessages};

export function sheetMessages(): SheetMessages {
  return currentLanguage() === 'fr' ? fr : en;
}
