// The title of the page, and what a screen reader hears when the page changes.
import {session} from './session.svelte';

class Title {
  text = $state('');
  set(text: string): void {
    this.text = text;
    const name = session.answer?.installation.name;
    document.title = [text, name && name !== 'Bassin' ? name : '', 'Bassin'].filter(Boolean).join(' – ');
  }
}
export const title = new Title();
