// Texts of the pages that one opens for a task: businesses that the register lacks, lists of one's own, the register itself. They
// are fetched with those pages.
import {en} from './work_en';
import {fr, type Work} from './work_fr';
import {currentLanguage} from './index';

export type {Work};

export function work(): Work {
  return currentLanguage() === 'fr' ? fr : en;
}
