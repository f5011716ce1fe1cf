// Texts of exchanges and of the work of the day, fetched with their pages.
import {en} from './exchange_en';
import {type ExchangeMessages, fr} from './exchange_fr';
import {currentLanguage} from './index';

export type {ExchangeMessages};

export function exchangeMessages(): ExchangeMessages {
  return currentLanguage() === 'fr' ? fr : en;
}
