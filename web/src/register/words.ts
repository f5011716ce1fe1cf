import {number} from '../base/format';
import {currentLanguage} from '../messages';
import {work} from '../messages/work';

// "country", "departements:77,91", "communes:77142,…" in words.
export function scopeText(scope: string | null): string {
  const w = work();
  if (!scope) return '–';
  const [kind, list = ''] = scope.split(':');
  if (kind === 'departements') return w.register.departements(list.split(',').join(', '));
  if (kind === 'communes') return w.register.communes(number(list.split(',').length));
  return kind === 'country' ? w.register.country : scope;
}

export function bytes(count: number): string {
  const french = currentLanguage() === 'fr';
  const units = french ? ['o', 'ko', 'Mo', 'Go'] : ['B', 'kB', 'MB', 'GB'];
  let [value, unit] = [count, 0];
  while (value >= 1000 && unit < 3) [value, unit] = [value / 1000, unit + 1];
  const digits = value < 10 && unit > 0 ? 1 : 0;
  return `${value.toLocaleString(french ? 'fr-FR' : 'en-GB', {maximumFractionDigits: digits})}\u00a0${units[unit]}`;
}

// What a job is at: a task of the import, or a file that is brought.
export function stepText(step: string): string {
  const w = work();
  if (step.startsWith('fetch-')) return w.register.bringing(w.register.steps[step.slice(6)] ?? step.slice(6));
  return w.register.steps[step] ?? step;
}
