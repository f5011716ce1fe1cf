// The answers that the directory shows, for the question of the address bar. A new question leaves the old answer in place
// until its own is there; the answer of a question that was overtaken is dropped.
import {get, Refused, type Answer, type Schemas} from '../api/client';
import {session} from '../base/session.svelte';
import {filterPairs, type Question, values} from './question';

export type Row = Schemas['Row'];
export type Facet = Schemas['Facet'];
export type Scope = Schemas['Scope'];

const PAGE = 50;
// A search compares names: so many of the nearest are looked at, and the facets count these.
const HITS = 200;
export const DIMENSIONS = [
  'section',
  'division',
  'size-group',
  'chamber',
  'legal-1',
  'legal-2',
  'commune',
  'employer',
  'state',
  'created-year',
  'field',
  'tag',
  'portfolio'
] as const;

interface Search {
  complete: boolean;
  outside: number; // hits that the filter leaves out
  kind: string;
}

function asRefused(error: unknown): Refused {
  return error instanceof Refused ? error : new Refused(0, 'web.unreachable', String(error));
}

// Follow-ups are for readers of personal data.
const dimensions = (): string[] =>
  session.isIn && session.may('see_personal') ? [...DIMENSIONS, 'follow-up'] : [...DIMENSIONS];

export class Directory {
  scope = $state.raw<Scope | null>(null);
  total = $state<number | null>(null);
  rows = $state.raw<Row[]>([]);
  facets = $state.raw<Facet[]>([]);
  search = $state.raw<Search | null>(null);
  next = $state<string | null>(null);
  busy = $state(false);
  filter = $state<string | null>(null); // of the answer, as the API takes it; null: nobody was found
  failure = $state.raw<Refused | null>(null);
  #running: AbortController | null = null;
  #pairs: [string, string][] = [];
  #sort = 'name';

  async load(question: Question): Promise<void> {
    this.#running?.abort();
    const own = (this.#running = new AbortController());
    this.busy = true;
    try {
      if (question.words.trim()) await this.#find(question, own.signal);
      else await this.#list(question, own.signal);
      this.failure = null;
    } catch (error) {
      if (own.signal.aborted) return;
      this.failure = asRefused(error);
    }
    if (this.#running === own) this.busy = false;
  }

  async #list(question: Question, signal: AbortSignal): Promise<void> {
    this.#pairs = filterPairs(question);
    this.#sort = question.sort;
    const answer = await this.#page(
      [
        ['limit', String(PAGE)],
        ['facets', dimensions().join(',')],
        ['facet-limit', '250']
      ],
      signal
    );
    this.search = null;
    this.#take(answer);
  }

  // The nearest names within the question's subject, then the directory of these alone: facets and filters as ever.
  async #find(question: Question, signal: AbortSignal): Promise<void> {
    const pairs = filterPairs(question);
    const subject = pairs.filter(([name]) => ['territory', 'at', 'perimeter', 'field'].includes(name));
    if (!values(question, 'field').length) subject.push(['field', 'economic-fabric']);
    const found = await get('/api/v1/search', [...subject, ['q', question.words.trim()], ['limit', String(HITS)]], {signal});
    const ids = found.hits.map((hit) => hit.row.id);
    this.search = {complete: found.complete && found.hits.length < HITS, outside: found.outsideFilter, kind: found.kind};
    if (ids.length === 0) return this.#take({scope: found.scope, total: 0, rows: [], next: null, facets: []});
    this.#pairs = [...pairs.filter(([name]) => name !== 'business'), ['business', ids.join(',')]];
    this.#sort = question.sort;
    const answer = await this.#page(
      [
        ['limit', String(HITS)],
        ['facets', dimensions().join(',')],
        ['facet-limit', '250']
      ],
      signal
    );
    const rank = new Map(ids.map((id, at) => [id, at]));
    if (question.sort === 'name') answer.rows.sort((a, b) => (rank.get(a.id) ?? HITS) - (rank.get(b.id) ?? HITS));
    this.#take(answer);
  }

  #page(more: [string, string][], signal?: AbortSignal): Promise<Answer<'/api/v1/establishments'>> {
    return get('/api/v1/establishments', [...this.#pairs, ['sort', this.#sort], ...more], {signal});
  }

  #take(answer: Answer<'/api/v1/establishments'>): void {
    this.scope = answer.scope;
    this.filter = answer.total === 0 ? null : new URLSearchParams(this.#pairs).toString();
    this.total = answer.total;
    this.rows = answer.rows;
    this.next = answer.next;
    this.facets = answer.facets ?? [];
  }

  async more(): Promise<void> {
    if (!this.next || this.busy) return;
    const own = this.#running;
    this.busy = true;
    try {
      const answer = await this.#page(
        [
          ['limit', String(PAGE * 2)],
          ['cursor', this.next]
        ],
        own?.signal
      );
      this.rows = [...this.rows, ...answer.rows];
      this.next = answer.next;
    } catch (error) {
      if (own?.signal.aborted) return;
      this.failure = asRefused(error);
    }
    this.busy = false;
  }

  facet(dimension: string): Facet | undefined {
    return this.facets.find((facet) => facet.dimension === dimension);
  }
}
