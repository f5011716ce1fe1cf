// The queue of reports: one after the other, each the same bytes until it is answered, so that sent twice it is stored once. Nothing leaves
// the phone's storage before the server answered that it has it.
import {isPassing, Refusal, type Report, type Schemas, type Server} from './server';
import type {Draft, Photo} from './report';
import type {Change, Shelf} from './shelf';

export interface Waiting {
  id: string; // of the report
  crisis: string;
  agent: string; // who wrote it: nobody else sends it
  name: string;
  since: string; // the extract was taken
  body: Report;
  draft: Draft; // that it was, to be corrected where it is refused
  photos: Photo[]; // that the server does not have yet
  received: Received | null; // the report itself: its photos are still to come
  refused: {code: string; message: string; photo: boolean} | null;
}
export interface Received {
  at: string;
  record: string | null;
  told: boolean; // it could be compared with what others wrote
  meanwhile: Meanwhile[];
}
type Answer = Schemas['DamageAnswer'];
// Somebody else answered the same question otherwise since the extract was taken.
export interface Meanwhile {
  question: string;
  item: string | null;
  mine: Answer;
  theirs: Answer;
  who: string | null; // null: the owner
  at: string;
  mineHolds: boolean;
}
export interface Sent extends Received {
  id: string;
  name: string;
}

const key = (it: Answer) => `${it.question}/${it.item ?? ''}`;
const value = (it: Answer) => JSON.stringify([it.standing, it.value ?? null, it.band?.from ?? null, it.band?.to ?? null]);

export function meanwhile(it: Waiting, told: Schemas['CaseReports']): Meanwhile[] {
  const mine = new Map(
    (told.reports.find((one) => one.id === it.id)?.answers ?? it.body.answers).map((one) => [key(one), one])
  );
  const holding = new Map(told.present.map((one) => [key(one.answer), one.report]));
  const out: Meanwhile[] = [];
  const seen = new Set<string>();
  for (const report of told.reports) {
    if (report.id === it.id || report.state !== 'matched' || report.receivedAt <= it.since) continue;
    if (report.agent?.id === it.agent) continue;
    for (const theirs of report.answers) {
      const own = mine.get(key(theirs));
      if (!own || value(own) === value(theirs) || seen.has(key(theirs))) continue;
      seen.add(key(theirs));
      out.push({
        question: theirs.question,
        item: theirs.item ?? null,
        mine: own,
        theirs,
        who: report.agent?.name ?? report.organisation?.name ?? null,
        at: report.receivedAt,
        mineHolds: holding.get(key(theirs)) === it.id
      });
    }
  }
  return out;
}

export type End = 'all' | 'unreachable' | 'signed_out' | 'other_agent';
interface Ground {
  shelf: Shelf;
  server: Server;
  agent: () => Promise<string | null>; // who is signed in; asked anew
  changed: () => Promise<void>; // what is on the shelf is another thing
}

const refusalOf = (error: unknown): Refusal => {
  if (error instanceof Refusal) return error;
  throw error;
};
const isSignedOut = (it: Refusal) => it.status === 401;

async function compared(it: Waiting, received: Received, server: Server): Promise<Received> {
  if (!received.record) return {...received, told: true};
  try {
    return {...received, told: true, meanwhile: meanwhile(it, await server.reportsOf(received.record))};
  } catch (error) {
    refusalOf(error);
    return received;
  }
}

async function sendReport(it: Waiting, ground: Ground): Promise<Waiting> {
  const answer = await ground.server.report(it.crisis, it.body);
  const received = {at: answer.receivedAt, record: answer.case ?? null, told: false, meanwhile: []};
  // Kept at once: what follows may be cut off.
  const now = {...it, received, refused: null};
  await ground.shelf.write({put: [{kind: 'report', id: it.id, value: now}]});
  return now;
}

// The same picture twice on one report is refused: it is there.
const isThere = (it: Refusal) => it.code === 'documents.twice';

async function sendPhotos(it: Waiting, ground: Ground): Promise<Waiting> {
  let now = it;
  for (const photo of it.photos) {
    const bytes = await ground.shelf.bytes(photo.id);
    try {
      if (bytes) await ground.server.photo(it.id, photo.id, bytes);
    } catch (error) {
      if (!isThere(refusalOf(error))) throw error;
    }
    now = {...now, photos: now.photos.filter((one) => one.id !== photo.id)};
    await ground.shelf.write({put: [{kind: 'report', id: it.id, value: now}], remove: [photo.id]});
  }
  return now;
}

async function sendOne(it: Waiting, ground: Ground): Promise<void> {
  let now = it;
  try {
    if (!now.received) now = await sendReport(now, ground);
    if (now.received && !now.received.told) now = {...now, received: await compared(now, now.received, ground.server)};
    now = await sendPhotos(now, ground);
  } catch (error) {
    const refusal = refusalOf(error);
    if (isPassing(refusal) || isSignedOut(refusal)) throw error;
    const refused = {code: refusal.code, message: refusal.message, photo: now.received !== null};
    await ground.shelf.write({put: [{kind: 'report', id: it.id, value: {...now, refused}}]});
    return;
  }
  const sent: Sent = {id: it.id, name: it.name, ...(now.received as Received)};
  await ground.shelf.write({put: [{kind: 'sent', id: it.id, value: sent}]});
}

let running: Promise<End> | null = null;
// Whoever asks while it runs gets the end of that run. Refused ones are sent again where `again` says so.
export function sendAll(ground: Ground, again = false): Promise<End> {
  running ??= sendQueue(ground, again).finally(() => (running = null));
  return running;
}

async function sendQueue(ground: Ground, again: boolean): Promise<End> {
  const tried = new Set<string>();
  // Looked at anew before each: one may have been queued, corrected or given up meanwhile.
  const next = async () =>
    (await ground.shelf.all<Waiting>('report'))
      .filter((it) => !tried.has(it.id) && (again || !it.refused))
      .sort((a, b) => a.body.seenAt.localeCompare(b.body.seenAt))[0];
  let it = await next();
  if (!it) return 'all';
  let others = false;
  try {
    const agent = await ground.agent();
    if (!agent) return 'signed_out';
    for (; it; it = await next()) {
      tried.add(it.id);
      if (it.agent !== agent) others = true;
      else await sendOne(it, ground);
      await ground.changed();
    }
  } catch (error) {
    await ground.changed();
    return isSignedOut(refusalOf(error)) ? 'signed_out' : 'unreachable';
  }
  return others ? 'other_agent' : 'all';
}

// From the draft to the queue in one step: never in both, never in neither.
export const queued = (it: Waiting): Change => ({put: [{kind: 'report', id: it.id, value: it}]});
