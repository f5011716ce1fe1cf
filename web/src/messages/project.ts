// Texts of projects and of legal units as a whole.
import {currentLanguage} from './index';
import {en} from './project_en';
import {fr, type ProjectMessages} from './project_fr';

export type {ProjectMessages};

export function projectMessages(): ProjectMessages {
  return currentLanguage() === 'fr' ? fr : en;
}
