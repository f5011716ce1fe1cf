import {describe, expect, it} from 'vitest';
import {meanwhile, sendAll, type Sent, type Waiting} from './queue';
import {newDraft} from './report';
import {Refusal, type Schemas, type Server} from './server';
import type {Change, Kind, Shelf} from './shelf';

const AT = '2026-11-29T08:00:00.000Z';
const from = {crisis: 'c', agent: 'anne', since: '2026-11-29T06:00:00.000Z'};
const closed = {question: 'trading', standing: 'given', value: 'closed'} as const;

class Memory implements Shelf {
  rows = new Map<string, {kind: Kind; value: unknown}>();
  async all<T>(kind: Kind): Promise<T[]> {
    return structuredClone([...this.rows.values()].filter((it) => it.kind === kind).map((it) => it.value)) as T[];
  }
  async bytes(id: string) {
    const found = this.rows.get(id);
    return found ? new Uint8Array([1, 2, 3]) : null;
  }
  async write({put = [], remove = []}: Change) {
    for (const id of remove) this.rows.delete(id);
    for (const {kind, id, value} of put) this.rows.set(id, {kind, value: structuredClone(value)});
  }
}
function waiting(id: string, photos: string[] = []): Waiting {
  return {
    id,
    ...from,
    name: 'Boulangerie',
    body: {id, source: 'field', case: 'k', seenAt: AT, answers: [closed]},
    draft: newDraft(from, null, 'Boulangerie', id, AT),
    photos: photos.map((it) => ({id: it, size: 3})),
    received: null,
    refused: null
  };
}
function shelfWith(...all: Waiting[]): Memory {
  const shelf = new Memory();
  for (const it of all) {
    shelf.rows.set(it.id, {kind: 'report', value: it});
    for (const photo of it.photos) shelf.rows.set(photo.id, {kind: 'photo', value: ''});
  }
  return shelf;
}
// A server that fails as it is told to: what it stored stays stored.
class Told implements Server {
  stored = new Map<string, string>();
  photos = new Set<string>();
  asked: string[] = [];
  constructor(private readonly failures: (Refusal | null)[] = []) {}
  private next(what: string): void {
    this.asked.push(what);
    const failure = this.failures.shift();
    if (failure) throw failure;
  }
  async report(_: string, report: {id: string}) {
    this.stored.set(report.id, JSON.stringify(report));
    this.next(report.id);
    return {id: report.id, receivedAt: AT, case: 'k'};
  }
  async reportsOf(): Promise<Schemas['CaseReports']> {
    return {present: [], proposed: [], reports: []};
  }
  async photo(_: string, id: string) {
    this.photos.add(id);
    this.next(id);
  }
}
const ground = (shelf: Shelf, server: Server, agent: string | null = 'anne') => ({
  shelf,
  server,
  agent: async () => agent,
  changed: async () => undefined
});
const lost = () => new Refusal(0, 'web.unreachable', '');
const kinds = (shelf: Memory) => [...shelf.rows.values()].map((it) => it.kind).sort();

describe('the queue', () => {
  it('keeps a report until the server answered, and sends the same again', async () => {
    const shelf = shelfWith(waiting('a'));
    const server = new Told([lost(), lost(), null]);
    expect(await sendAll(ground(shelf, server))).toBe('unreachable');
    const first = server.stored.get('a');
    expect(await sendAll(ground(shelf, server))).toBe('unreachable');
    expect(kinds(shelf)).toEqual(['report']);
    expect(await sendAll(ground(shelf, server))).toBe('all');
    expect([server.stored.size, server.stored.get('a')]).toEqual([1, first]);
    expect(kinds(shelf)).toEqual(['sent']);
  });
  it('sends photos after their report, each once, and goes on where it was cut', async () => {
    const shelf = shelfWith(waiting('a', ['p', 'q']));
    const server = new Told([null, null, lost()]);
    expect(await sendAll(ground(shelf, server))).toBe('unreachable');
    expect(kinds(shelf)).toEqual(['photo', 'report']);
    expect(await sendAll(ground(shelf, server))).toBe('all');
    expect(server.asked).toEqual(['a', 'p', 'q', 'q']);
    expect(kinds(shelf)).toEqual(['sent']);
  });
  it('takes a photo that is there already as sent', async () => {
    const shelf = shelfWith(waiting('a', ['p']));
    expect(await sendAll(ground(shelf, new Told([null, new Refusal(409, 'documents.twice', '')])))).toBe('all');
    expect(kinds(shelf)).toEqual(['sent']);
  });
  it('leaves a refused one with its reason, and sends the others', async () => {
    const shelf = shelfWith(waiting('a'), waiting('b'));
    const server = new Told([new Refusal(409, 'crisis.closed', 'La crise est close.')]);
    expect(await sendAll(ground(shelf, server))).toBe('all');
    expect(kinds(shelf)).toEqual(['report', 'sent']);
    const [left] = await shelf.all<Waiting>('report');
    expect(left?.refused).toEqual({code: 'crisis.closed', message: 'La crise est close.', photo: false});
    expect(await sendAll(ground(shelf, server))).toBe('all');
    expect(server.asked).toEqual(['a', 'b']);
    expect(await sendAll(ground(shelf, server), true)).toBe('all');
    expect(kinds(shelf)).toEqual(['sent', 'sent']);
  });
  it('sends nothing for who is not signed in, or is somebody else', async () => {
    const shelf = shelfWith(waiting('a'));
    const server = new Told();
    expect(await sendAll(ground(shelf, server, null))).toBe('signed_out');
    expect(await sendAll(ground(shelf, server, 'bea'))).toBe('other_agent');
    expect(await sendAll(ground(shelf, new Told([new Refusal(401, 'access.signed_out', '')])))).toBe('signed_out');
    expect([server.asked, kinds(shelf)]).toEqual([[], ['report']]);
  });
  it('runs once at a time', async () => {
    const shelf = shelfWith(waiting('a'));
    const server = new Told();
    await Promise.all([1, 2, 3].map(() => sendAll(ground(shelf, server))));
    expect(server.asked).toEqual(['a']);
    expect(((await shelf.all<Sent>('sent'))[0] as Sent).record).toBe('k');
  });
});

describe('what somebody else wrote meanwhile', () => {
  const named = {id: 'bea', name: 'Béa Martin'};
  const report = (id: string, agent: typeof named | null, receivedAt: string, answers: Schemas['DamageAnswer'][]) =>
    ({id, agent, organisation: null, receivedAt, state: 'matched', answers}) as unknown as Schemas['DamageReport'];
  const open = {...closed, value: 'open'};
  const told = (...reports: Schemas['DamageReport'][]): Schemas['CaseReports'] => ({
    present: [{answer: closed, report: 'a', source: 'field', holdsFrom: AT}],
    proposed: [],
    reports: [report('a', null, AT, [closed]), ...reports]
  });
  it('is another answer to the same question since the extract was taken', () => {
    const found = meanwhile(waiting('a'), told(report('b', named, '2026-11-29T07:00:00.000Z', [open])));
    expect(found.map((it) => [it.question, it.theirs.value, it.who, it.mineHolds])).toEqual([
      ['trading', 'open', 'Béa Martin', true]
    ]);
  });
  it('is nothing where they agree, wrote before, or are oneself', () => {
    const none = (one: Schemas['DamageReport']) => expect(meanwhile(waiting('a'), told(one))).toEqual([]);
    none(report('b', named, '2026-11-29T07:00:00.000Z', [closed]));
    none(report('b', named, '2026-11-29T05:00:00.000Z', [open]));
    none(report('b', {id: 'anne', name: 'Anne'}, '2026-11-29T07:00:00.000Z', [open]));
    none(report('b', named, '2026-11-29T07:00:00.000Z', [{question: 'insured', standing: 'unknown'}]));
  });
});
