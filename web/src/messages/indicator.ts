// Texts of indicators, fetched with the pages that show them.
import {type IndicatorMessages, fr} from './indicator_fr';
import {en} from './indicator_en';
import {currentLanguage} from './index';

export type {IndicatorMessages};

export function indicatorMessages(): IndicatorMessages {
  return currentLanguage() === 'fr' ? fr : en;
}
