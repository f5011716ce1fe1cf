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
      fr: 'La carte et sa liste n’ont pas été essayées avec un lecteur d’écran\u00a0; la liste à côté d’elle contient les mêmes établissements.',
      en: 'The map and its list have not been tried with a screen reader; the list beside it holds the same establishments.'
    }
  },
  {
    criterion: '7.1',
    text: {
      fr: 'Menus, listes à saisie et fenêtres n’ont pas été essayés avec un lecteur d’écran.',
      en: 'Menus, lists that one types into, and dialogs have not been tried with a screen reader.'
    }
  },
  {
    criterion: '7.5',
    text: {
      fr: 'Les messages de statut n’ont pas été entendus avec un lecteur d’écran.',
      en: 'Messages of status have not been heard with a screen reader.'
    }
  }
];

export function rateOf({conform, failing}: {conform: number; failing: number}): number {
  return (100 * conform) / (conform + failing);
}
