// Texts of retention periods and purges.
import {currentLanguage} from './index';
import {en} from './retention_en';
import {fr, type RetentionMessages} from './retention_fr';

export type {RetentionMessages};

export function retentionMessages(): RetentionMessages {
  return currentLanguage() === 'fr' ? fr : en;
}
