// What the directory asks, as the address bar holds it. The parameters are those of the API by their own names; those of the
// view alone are French, as the page is. Both directions are pure: a link that is read and written again is the same link.

// Parameters of the API that hold several values parted by commas.
export const LISTS = [
  'commune',
  'activity',
  'activity-2025',
  'size',
  'size-group',
  'legal',
  'chamber',
  'category',
  'follow-up',
  'business'
] as const;
// That come several times.
export const REPEATED = ['territory', 'tag', 'tag-all', 'portfolio'] as const;
// That hold one value.
export const SINGLE = [
  'field',
  'state',
  'at',
  'perimeter',
  'employer',
  'head-office',
  'created-from',
  'created-to',
  'closed-from',
  'closed-to',
  'chamber-mode',
  'diffusion',
  'contact',
  'contact-before',
  'contact-since',
  'radius',
  'box',
  'polygon',
  'zone'
] as const;

// Values of `follow-up`.
export const FOLLOW_UPS = ['running', 'own'] as const;

export type List = (typeof LISTS)[number];
export type Repeated = (typeof REPEATED)[number];
export type Single = (typeof SINGLE)[number];
export type Parameter = List | Repeated | Single;

export const COLUMNS = [
  'name',
  'commune',
  'activity',
  'size',
  'chambers',
  'created',
  'address',
  'siret',
  'legal',
  'state',
  'headOffice',
  'employer',
  'category',
  'distance',
  'tags',
  'portfolios',
  'lastContact'
] as const;
export type Column = (typeof COLUMNS)[number];
export const DEFAULT_COLUMNS: readonly Column[] = ['name', 'commune', 'activity', 'size', 'chambers'];

export const SORTS = ['name', 'created-desc', 'created-asc', 'size', 'activity', 'street', 'siret'] as const;

export interface Place {
  longitude: number;
  latitude: number;
  zoom: number;
}

export interface Question {
  filter: ReadonlyMap<Parameter, readonly string[]>;
  words: string; // of the search box
  sort: string;
  columns: readonly Column[];
  map: boolean; // whether the map is shown
  place: Place | null; // where the map looks; null: at what was found
}

const EMPTY: readonly string[] = [];

export function values(question: Question, name: Parameter): readonly string[] {
  return question.filter.get(name) ?? EMPTY;
}

export function value(question: Question, name: Single): string | null {
  return question.filter.get(name)?.[0] ?? null;
}

function split(texts: readonly string[]): string[] {
  return [
    ...new Set(
      texts
        .flatMap((text) => text.split(','))
        .map((text) => text.trim())
        .filter(Boolean)
    )
  ];
}

function readFilter(query: URLSearchParams): Map<Parameter, readonly string[]> {
  const filter = new Map<Parameter, readonly string[]>();
  const keep = (name: Parameter, found: string[]) => {
    if (found.length > 0) filter.set(name, found);
  };
  for (const name of REPEATED) keep(name, [...new Set(query.getAll(name).filter(Boolean))]);
  for (const name of SINGLE) keep(name, query.getAll(name).filter(Boolean).slice(-1));
  for (const name of LISTS) keep(name, split(query.getAll(name)));
  return filter;
}

function isColumn(text: string): text is Column {
  return (COLUMNS as readonly string[]).includes(text);
}

function isSort(text: string): boolean {
  return (SORTS as readonly string[]).includes(text) || /^distance:-?\d+(\.\d+)?,-?\d+(\.\d+)?$/.test(text);
}

function readPlace(text: string | null): Place | null {
  const [longitude, latitude, zoom] = (text ?? '').split(',').map(Number);
  if (longitude === undefined || latitude === undefined || zoom === undefined) return null;
  const isPlace = Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90 && zoom >= 0 && zoom <= 24;
  return isPlace ? {longitude, latitude, zoom} : null;
}

// A parameter that the page does not know is left out, and so is a value that cannot be one.
export function read(text: string): Question {
  const query = new URLSearchParams(text);
  const columns = split(query.getAll('colonnes')).filter(isColumn);
  const sort = query.get('sort') ?? 'name';
  return {
    filter: readFilter(query),
    words: query.get('q') ?? '',
    sort: isSort(sort) ? sort : 'name',
    columns: columns.length > 0 ? columns : DEFAULT_COLUMNS,
    map: query.get('carte') !== 'non',
    place: readPlace(query.get('vue'))
  };
}

// The filter as the API takes it.
export function filterPairs(question: Question): [string, string][] {
  const pairs: [string, string][] = [];
  for (const name of REPEATED) for (const text of values(question, name)) pairs.push([name, text]);
  for (const name of SINGLE) for (const text of values(question, name)) pairs.push([name, text]);
  for (const name of LISTS) {
    const found = values(question, name);
    if (found.length > 0) pairs.push([name, found.join(',')]);
  }
  return pairs;
}

function isDefault(columns: readonly Column[]): boolean {
  return columns.length === DEFAULT_COLUMNS.length && columns.every((column, at) => column === DEFAULT_COLUMNS[at]);
}

// "?territory=…&…", or "" for the question that asks nothing in particular. Commas stay readable.
export function write(question: Question): string {
  const query = new URLSearchParams(filterPairs(question));
  if (question.words) query.set('q', question.words);
  if (question.sort !== 'name') query.set('sort', question.sort);
  if (!isDefault(question.columns)) query.set('colonnes', question.columns.join(','));
  if (!question.map) query.set('carte', 'non');
  if (question.place) {
    const {longitude, latitude, zoom} = question.place;
    query.set('vue', `${longitude.toFixed(5)},${latitude.toFixed(5)},${zoom.toFixed(2)}`);
  }
  const text = query.toString().replace(/%2C/g, ',').replace(/%3A/g, ':');
  return text ? `?${text}` : '';
}

export function withValues(question: Question, name: Parameter, found: readonly string[]): Question {
  const filter = new Map(question.filter);
  if (found.length > 0) filter.set(name, found);
  else filter.delete(name);
  return {...question, filter};
}

export function withValue(question: Question, name: Single, found: string | null): Question {
  return withValues(question, name, found ? [found] : []);
}

export function toggled(question: Question, name: Parameter, text: string): Question {
  const now = values(question, name);
  return withValues(question, name, now.includes(text) ? now.filter((one) => one !== text) : [...now, text]);
}

// One zone at a time: a circle, a box, a hand-drawn polygon or an uploaded file.
export function withZone(question: Question, name: 'radius' | 'box' | 'polygon' | 'zone' | null, text = ''): Question {
  const filter = new Map(question.filter);
  for (const zone of ['radius', 'box', 'polygon', 'zone'] as const) filter.delete(zone);
  if (name) filter.set(name, [text]);
  return {...question, filter};
}

// What remains of a question when its filters are taken away: the territory, the field and the date are its subject.
const SUBJECT: readonly Parameter[] = ['territory', 'field', 'at', 'perimeter'];
export function withoutFilters(question: Question): Question {
  return {...question, words: '', filter: new Map([...question.filter].filter(([name]) => SUBJECT.includes(name)))};
}

export function filtersSet(question: Question): Parameter[] {
  return [...question.filter.keys()].filter((name) => !SUBJECT.includes(name));
}
