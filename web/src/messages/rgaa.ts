// The figures of docs/rgaa.md, which is the evidence; rgaa.test.ts holds both together.
import type {Language} from '../base/format';

export const RGAA = {version: '4.1.2', conform: 76, failing: 3, notApplicable: 27};

export interface Failing {
  criterion: string;
  text: Record<Language, string>;
}

export const FAILINGS: readonly Failing[] = [
  {
    criterion: '4.13',
    text: {
      fr: 'La carte et sa liste n’ont été essayées qu’avec Orca, ni avec NVDA ni avec VoiceOver\u00a0; la liste contient les mêmes établissements.',
      en: 'The map and its list have been tried with Orca alone, not with NVDA or VoiceOver; the list holds the same establishments.'
    }
  },
  {
    criterion: '7.1',
    text: {
      fr: 'Menus, listes à saisie et fenêtres n’ont été essayés qu’avec Orca\u00a0; il ne dit pas toujours le titre d’une fenêtre qui s’ouvre.',
      en: 'Menus, lists that one types into, and dialogs have been tried with Orca alone; it does not always say the title of a dialog that opens.'
    }
  },
  {
    criterion: '7.5',
    text: {
      fr: 'Les messages de statut n’ont été entendus qu’avec Orca, ni avec NVDA ni avec VoiceOver.',
      en: 'Messages of status have been heard with Orca alone, not with NVDA or VoiceOver.'
    }
  }
];

export function rateOf({conform, failing}: {conform: number; failing: number}): number {
  return (100 * conform) / (conform + failing);
}
