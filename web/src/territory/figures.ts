// The figures of a territory page, all from counts and series: no row of a business is asked.
import {get, type Schemas} from '../api/client';

export type Facet = Schemas['Facet'];
export type Point = Schemas['Series']['points'][number];

export interface Asked {
  territory: string;
  field: string | null;
  at: string | null;
}

export interface Figures {
  scope: Schemas['Scope'];
  name: string;
  population: number;
  communes: number;
  covered: number; // communes of which the register holds something
  notes: readonly string[];
  total: number;
  employers: number;
  sections: Facet;
  sizes: Facet;
  chambers: Facet;
  years: readonly Point[];
}

const YEARS = 10;

// Whether a figure per inhabitant says something: of a hundred communes, three may hold no establishment at all or have merged since.
export function isCovered(figures: Figures): boolean {
  return figures.communes > 0 && figures.covered >= 0.97 * figures.communes;
}

function query(asked: Asked, more: Record<string, string> = {}): Record<string, string> {
  return {
    territory: asked.territory,
    ...(asked.field ? {field: asked.field} : {}),
    ...(asked.at ? {at: asked.at} : {}),
    ...more
  };
}

async function by(
  asked: Asked,
  dimension: string,
  signal: AbortSignal,
  more: Record<string, string> = {}
): Promise<Schemas['Count'] & {by: Facet}> {
  const answer = await get('/api/v1/count', query(asked, {by: dimension, ...more}), {signal});
  if (!answer.by) throw new Error(`no count by ${dimension}`);
  return {...answer, by: answer.by};
}

// Whole years before the day of the data, or the day asked.
async function yearsOf(asked: Asked, until: string, signal: AbortSignal): Promise<readonly Point[]> {
  const last = Number(until.slice(0, 4)) - (until.slice(5) === '12-31' ? 0 : 1);
  const {at: _, ...rest} = query(asked);
  const span = {step: 'year', from: String(last - YEARS + 1), to: `${last}-12-31`};
  return (await get('/api/v1/series', {...rest, ...span}, {signal})).points;
}

export async function figuresOf(asked: Asked, signal: AbortSignal): Promise<Figures> {
  const at: Record<string, string> = asked.at ? {at: asked.at} : {};
  const [sections, sizes, chambers, employers, covered, territories] = await Promise.all([
    by(asked, 'section', signal),
    by(asked, 'size-group', signal),
    by(asked, 'chamber', signal),
    get('/api/v1/count', query(asked, {employer: 'yes'}), {signal}),
    by({territory: asked.territory, field: 'all', at: null}, 'commune', signal, {state: 'any'}),
    get('/api/v1/territories', {name: asked.territory, ...at}, {signal})
  ]);
  const territory = territories.territories[0];
  const until = asked.at ?? sections.scope.dataDate ?? new Date().toISOString().slice(0, 10);
  return {
    scope: sections.scope,
    name: territory?.name ?? sections.scope.territories.map((one) => one.name).join(' + '),
    population: territory?.population ?? 0,
    communes: territory?.communes.length ?? 0,
    covered: covered.by.buckets.filter((one) => one.key).length,
    notes: territory?.notes ?? [],
    total: sections.total,
    employers: employers.total,
    sections: sections.by,
    sizes: sizes.by,
    chambers: chambers.by,
    years: await yearsOf(asked, until, signal)
  };
}
