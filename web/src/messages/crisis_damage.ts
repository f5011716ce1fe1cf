// Texts of damage reports: noted by agents, received in the room, sent by owners.
import {en} from './crisis_damage_en';
import {fr, type CrisisDamageMessages} from './crisis_damage_fr';
import {currentLanguage} from './index';

export type {CrisisDamageMessages};

export function crisisDamageMessages(): CrisisDamageMessages {
  return currentLanguage() === 'fr' ? fr : en;
}
