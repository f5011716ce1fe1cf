// The pages that the law asks for: accessibility, legal notice, personal data, source code.
import {currentLanguage} from './index';
import {en} from './about_en';
import {fr} from './about_fr';

export interface Prose {
  title: string;
  sections: {head: string; texts: string[]; points?: string[]; link?: {href: string; text: string}}[];
}
export interface About {
  accessibility: Prose;
  legal: Prose;
  personalData: Prose;
  sourceCode: Prose;
}

export function about(): About {
  return currentLanguage() === 'fr' ? fr : en;
}
