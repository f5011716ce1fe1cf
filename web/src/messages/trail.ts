// What the audit trail says was done, in words, wherever it is shown.
import {contactMessages} from './contact';
import {currentLanguage, m} from './index';
import {retentionMessages} from './retention';
import {successionMessages} from './succession';
import {en} from './trail_en';
import {fr} from './trail_fr';
import {work} from './work';

// The action's code where it has no words.
export function deed(action: string): string {
  const all = [
    m.journal.actions,
    work().actions,
    retentionMessages().actions,
    successionMessages().actions,
    contactMessages().person.actions,
    currentLanguage() === 'fr' ? fr : en
  ];
  return all.map((some) => (some as Record<string, string>)[action]).find(Boolean) ?? action;
}
