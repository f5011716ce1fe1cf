// Texts of what the installation holds of an agent.
import {en} from './held_en';
import {fr, type HeldMessages} from './held_fr';
import {currentLanguage} from './index';

export type {HeldMessages};

export function heldMessages(): HeldMessages {
  return currentLanguage() === 'fr' ? fr : en;
}
