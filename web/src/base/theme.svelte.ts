// Light, dark, or as the system says; kept in the browser.
export type Theme = 'system' | 'light' | 'dark';
const KEY = 'bassin.theme';

function stored(): Theme {
  const value = localStorage.getItem(KEY);
  return value === 'light' || value === 'dark' ? value : 'system';
}

export const theme = $state({chosen: stored()});

export function applyTheme(): void {
  if (theme.chosen === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme.chosen;
}

export function isDark(): boolean {
  if (theme.chosen !== 'system') return theme.chosen === 'dark';
  return matchMedia('(prefers-color-scheme: dark)').matches;
}

export function chooseTheme(next: Theme): void {
  theme.chosen = next;
  if (next === 'system') localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, next);
  applyTheme();
}
