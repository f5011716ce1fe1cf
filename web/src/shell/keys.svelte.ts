// Whether the help on the keyboard is shown.
export const keys = $state({shown: false, single: localStorage.getItem('bassin.keys') !== 'none'});

// Keys of one letter disturb who dictates, or whose hands tremble: they can be switched off (WCAG 2.1.4).
export function useSingleKeys(use: boolean): void {
  keys.single = use;
  if (use) localStorage.removeItem('bassin.keys');
  else localStorage.setItem('bassin.keys', 'none');
}

// Whether a key is a shortcut there, and no text that is typed.
export function isShortcut(event: KeyboardEvent): boolean {
  const on = event.target;
  if (!keys.single || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (document.querySelector('dialog:modal')) return false; // nothing goes on behind an open dialog
  return !(on instanceof HTMLElement && on.matches('input, select, textarea'));
}
