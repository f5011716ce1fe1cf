// Texts of the pages of actions, fetched with them.
import {type ActionMessages, fr} from './action_fr';
import {en} from './action_en';
import {currentLanguage} from './index';

export type {ActionMessages};

export function actionMessages(): ActionMessages {
  return currentLanguage() === 'fr' ? fr : en;
}
