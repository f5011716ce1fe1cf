// The catalogue of the language in use. French is at hand, English is fetched where it was chosen; another choice loads the
// page anew, so that a text never changes under a reader.
import {type Language, writeIn} from '../base/format';
import {fr, type Messages} from './fr';

export let m: Messages = fr;
const KEY = 'bassin.language';
let chosen: Language = 'fr';

export function currentLanguage(): Language {
  return chosen;
}

export async function useLanguage(): Promise<void> {
  chosen = localStorage.getItem(KEY) === 'en' ? 'en' : 'fr';
  if (chosen === 'en') m = (await import('./en')).en;
  writeIn(chosen);
  document.documentElement.lang = chosen;
}

export function chooseLanguage(language: Language): void {
  localStorage.setItem(KEY, language);
  location.reload();
}
