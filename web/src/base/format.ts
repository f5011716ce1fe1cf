// Numbers, dates and identifiers as they are written in French (narrow no-break spaces) or English.
export type Language = 'fr' | 'en';

const NARROW = '\u202f';
let language: Language = 'fr';
let integers = new Intl.NumberFormat('fr-FR', {maximumFractionDigits: 0});
let decimals = new Intl.NumberFormat('fr-FR', {minimumFractionDigits: 1, maximumFractionDigits: 1});
let long = dateFormat('fr', {day: 'numeric', month: 'long', year: 'numeric'});
let short = dateFormat('fr', {day: '2-digit', month: '2-digit', year: 'numeric'});

function dateFormat(which: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(which === 'fr' ? 'fr-FR' : 'en-GB', {...options, timeZone: 'UTC'});
}

export function writeIn(which: Language): void {
  language = which;
  const locale = which === 'fr' ? 'fr-FR' : 'en-GB';
  integers = new Intl.NumberFormat(locale, {maximumFractionDigits: 0});
  decimals = new Intl.NumberFormat(locale, {minimumFractionDigits: 1, maximumFractionDigits: 1});
  long = dateFormat(which, {day: 'numeric', month: 'long', year: 'numeric'});
  short = dateFormat(which, {day: '2-digit', month: '2-digit', year: 'numeric'});
}

export function number(value: number): string {
  return integers.format(value).replace(/[\u00a0 ]/g, NARROW);
}

export function percent(part: number, whole: number): string {
  if (whole === 0) return '–';
  return decimals.format((100 * part) / whole) + (language === 'fr' ? `${NARROW}%` : '%');
}

// With its sign: "+3,2 %", "−1,0 %".
export function change(before: number, after: number): string {
  if (before === 0) return '–';
  const share = (100 * (after - before)) / before;
  const sign = share > 0.049 ? '+' : share < -0.049 ? '−' : '';
  return sign + decimals.format(Math.abs(share)) + (language === 'fr' ? `${NARROW}%` : '%');
}

function parsed(iso: string): Date | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  return match ? new Date(`${match[1]}-${match[2]}-${match[3]}T00:00:00Z`) : null;
}

// "4 juin 2016", "1er juin 2016"; what is no date stays as it is.
export function day(iso: string): string {
  const date = parsed(iso);
  if (!date) return iso;
  const text = long.format(date).replace(/ /g, '\u00a0');
  return language === 'fr' ? text.replace(/^1\u00a0/, '1er\u00a0') : text;
}

// Days within a text of the server's, which writes them in ISO.
export function daysIn(text: string): string {
  return text.replace(/\b\d{4}-\d{2}-\d{2}\b/g, day);
}

// "04/06/2016", for tables.
export function shortDay(iso: string): string {
  const date = parsed(iso);
  return date ? short.format(date) : iso;
}

// A moment (UTC) at the clock of the reader.
export function moment(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
  return new Intl.DateTimeFormat(locale, {dateStyle: 'short', timeStyle: 'short'}).format(date);
}

// "14:32" at the clock of the reader, of milliseconds since 1970.
export function clock(at: number): string {
  return new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {timeStyle: 'short'}).format(at);
}

// "100 000 001 00007": groups of a SIREN, then the number of the establishment.
export function siret(text: string): string {
  return /^\d{14}$/.test(text) ? text.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, `$1${NARROW}$2${NARROW}$3\u00a0$4`) : text;
}

export function siren(text: string): string {
  return /^\d{9}$/.test(text) ? text.replace(/^(\d{3})(\d{3})(\d{3})$/, `$1${NARROW}$2${NARROW}$3`) : text;
}

// "3,2 ha" of square metres; "1 240 ha".
export function hectares(squareMetres: number): string {
  const value = squareMetres / 10_000;
  return `${value < 100 ? decimals.format(value) : number(Math.round(value))}\u00a0ha`;
}

export function megabytes(bytes: number): string {
  return number(Math.round(bytes / 1_048_576));
}

// "140 m", "1,4 km".
export function distance(metres: number): string {
  if (metres < 1000) return `${number(Math.round(metres / 10) * 10)}\u00a0m`;
  return `${decimals.format(metres / 1000)}\u00a0km`;
}

const SMALL = new Set(['de', 'du', 'des', 'la', 'le', 'les', 'en', 'sur', 'sous', 'et', 'lès', 'les', 'aux', 'au']);

// "CRECY-LA-CHAPELLE" of the file as "Crecy-la-Chapelle", where the official name is not at hand.
export function communeName(text: string): string {
  if (text !== text.toUpperCase()) return text;
  const words = text.toLowerCase().split(/([-\s'])/);
  return words.map((word, at) => (at > 0 && SMALL.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('');
}
