// What the field application knows while it is open, and what it does. Nothing of it is in the address bar, the title or the history.
import {bodyOf, type Draft, type Form, isEmpty, newDraft} from './report';
import {type End, queued, sendAll, type Sent, type Waiting} from './queue';
import {type Extract, type FieldCase, type Part, readSession, Refusal, server, type SessionNow, takeExtract} from './server';
import {type Change, countOf, eraseAll, eraseExtract, OpenShelf, readLock, writeLock} from './shelf';
import {afterWrong, keyFor, type Lock, newLock, secondsToWait} from './vault';

export type Screen = 'starting' | 'elsewhere' | 'broken' | 'take' | 'lock' | 'list' | 'report' | 'queue' | 'erase';
export interface Kept extends Extract {
  id: string; // of the crisis
}
const HIDDEN_MOST = 10 * 60 * 1000; // then the code is asked for again

export class Field {
  screen = $state<Screen>('starting');
  lock = $state.raw<Lock | null>(null);
  extract = $state.raw<Kept | null>(null);
  form = $state.raw<Form>({questions: [], bands: []});
  drafts = $state.raw<readonly Draft[]>([]);
  waiting = $state.raw<readonly Waiting[]>([]);
  sent = $state.raw<readonly Sent[]>([]);
  unsent = $state(0); // drafts and reports on the phone, known without the code
  expired = $state(false); // an extract was erased because its time was over
  draft = $state.raw<Draft | null>(null); // that is being written
  end = $state<End | 'sending' | 'quiet'>('quiet'); // of the last time the queue was sent
  session = $state.raw<SessionNow | null>(null);
  unkept = $state(false); // the last change is on the screen alone
  stored = $state(true); // the browser promised to keep it
  #shelf: OpenShelf | null = null;
  #hiddenAt = 0;
  #taking: Promise<void> = Promise.resolve();
  #saving: Promise<void> | null = null;
  #again: Draft | null = null;

  async start(): Promise<void> {
    this.lock = await readLock();
    await this.expire();
    this.unsent = (await countOf('draft')) + (await countOf('report'));
    this.screen = this.lock ? 'lock' : 'take';
  }
  // Also without the code. Unsent reports stay.
  async expire(): Promise<void> {
    if (!this.lock?.expiresAt || Date.parse(this.lock.expiresAt) > Date.now()) return;
    this.lock = await eraseExtract(this.lock);
    this.extract = null;
    this.sent = [];
    this.expired = true;
  }

  get opened(): boolean {
    return this.#shelf !== null;
  }
  get wait(): number {
    return this.lock ? secondsToWait(this.lock, Date.now()) : 0;
  }
  // False: another code, or too early.
  async open(code: string): Promise<boolean> {
    if (!this.lock || this.wait > 0) return false;
    // Counted before it is looked at: closing the page in time spares nobody the wait.
    const counted = afterWrong($state.snapshot(this.lock) as Lock, Date.now());
    const before = this.lock;
    await writeLock(counted);
    const key = await keyFor(before, code);
    if (!key) {
      this.lock = counted;
      return false;
    }
    this.lock = {...before, failures: 0, waitUntil: 0};
    await writeLock(this.lock);
    await this.expire();
    this.#shelf = new OpenShelf(key);
    await this.read();
    const named = [...this.drafts, ...this.waiting].flatMap((it) => it.photos.map((photo) => photo.id));
    await this.#shelf.removeOthers('photo', new Set(named));
    this.screen = this.extract ? 'list' : 'queue';
    void this.send();
    return true;
  }
  close(): void {
    if (!this.#shelf) return;
    void this.saved().then(() => location.reload());
  }
  async read(): Promise<void> {
    const shelf = this.#shelf;
    if (!shelf) return;
    const [extracts, forms, drafts, waiting, sent] = await Promise.all([
      shelf.all<Kept>('extract'),
      shelf.all<Form>('form'),
      shelf.all<Draft>('draft'),
      shelf.all<Waiting>('report'),
      shelf.all<Sent>('sent')
    ]);
    this.extract = extracts[0] ?? null;
    this.form = forms[0] ?? this.form;
    this.drafts = drafts.sort((a, b) => b.changedAt.localeCompare(a.changedAt));
    this.waiting = waiting;
    this.sent = sent.sort((a, b) => b.at.localeCompare(a.at));
    this.unsent = drafts.length + waiting.length;
  }

  // A new one replaces the one before. `code`: of a phone that holds nothing yet.
  async take(part: Part, code: string): Promise<void> {
    const extract: Kept = {...(await takeExtract(part)), id: part.crisis};
    if (this.lock && this.#shelf) {
      this.lock = {...this.lock, expiresAt: extract.expiresAt};
    } else {
      const made = await newLock(code, extract.expiresAt);
      this.lock = made.lock;
      this.#shelf = new OpenShelf(made.key);
    }
    await writeLock(this.lock);
    const form: Form = {questions: extract.questions, bands: extract.bands};
    await this.#shelf.write({
      put: [
        {kind: 'extract', id: 'extract', value: extract},
        {kind: 'form', id: 'form', value: form}
      ]
    });
    this.expired = false;
    this.stored = (await navigator.storage?.persist?.()) ?? false;
    await this.read();
    this.screen = 'list';
  }
  async erase(): Promise<void> {
    await eraseAll();
    location.reload();
  }

  begin(of: FieldCase | null, name: string): void {
    if (!this.extract) return;
    const from = {crisis: this.extract.id, agent: this.extract.agent, since: this.extract.takenAt};
    const begun = of ? this.drafts.find((it) => it.record === of.id && it.agent === from.agent) : undefined;
    this.draft = begun ?? newDraft(from, of, name, crypto.randomUUID(), new Date().toISOString());
    this.screen = 'report';
  }
  goOn(draft: Draft): void {
    this.draft = draft;
    this.screen = 'report';
  }
  // At every change: what was typed before the one that is on its way is passed over by a later one.
  change(next: Draft): void {
    this.draft = {...next, changedAt: new Date().toISOString()};
    this.#again = this.draft;
    this.#saving ??= this.#save().finally(() => (this.#saving = null));
  }
  async #save(): Promise<void> {
    while (this.#again) {
      const draft = this.#again;
      this.#again = null;
      await this.#write({put: [{kind: 'draft', id: draft.id, value: draft}]});
    }
  }
  // What takes its time (a picture made small) belongs to the report that was open when it began: who leaves or sends it waits.
  taking(work: () => Promise<void>): Promise<void> {
    return (this.#taking = this.#taking.then(work, work));
  }
  async saved(): Promise<void> {
    await this.#taking.catch(() => undefined);
    await this.#saving;
  }
  // The picture first: a draft never names one that is not there. One that no draft names is taken away at the next opening.
  async addPhoto(bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
    const id = crypto.randomUUID();
    if (!(await this.#write({put: [{kind: 'photo', id, value: bytes}]}))) return false;
    if (this.draft) this.change({...this.draft, photos: [...this.draft.photos, {id, size: bytes.length}]});
    await this.#saving;
    return true;
  }
  async removePhoto(id: string): Promise<void> {
    if (this.draft) this.change({...this.draft, photos: this.draft.photos.filter((it) => it.id !== id)});
    await this.saved();
    await this.#shelf?.write({remove: [id]});
  }
  // That it could not be kept is said at once: the phone is full, or the browser took the storage away.
  async #write(change: Change): Promise<boolean> {
    try {
      await this.#shelf?.write(change);
      this.unkept = false;
      return true;
    } catch (error) {
      this.unkept = true;
      console.warn(error);
      return false;
    }
  }
  async leaveReport(): Promise<void> {
    await this.saved();
    const draft = this.draft;
    if (draft && isEmpty(draft)) await this.#shelf?.write({remove: [draft.id]});
    this.draft = null;
    await this.read();
    this.screen = this.extract ? 'list' : 'queue';
  }
  async discard(open: Draft): Promise<void> {
    await this.saved();
    const draft = this.draft ?? open;
    await this.#shelf?.write({remove: [draft.id, ...draft.photos.map((it) => it.id)]});
    this.draft = null;
    await this.read();
    this.screen = this.extract ? 'list' : 'queue';
  }

  async enqueue(open: Draft): Promise<void> {
    await this.saved();
    const draft = this.draft ?? open;
    const it: Waiting = {
      id: draft.id,
      crisis: draft.crisis,
      agent: draft.agent,
      name: draft.name || draft.typed.name,
      since: draft.since,
      body: bodyOf(draft, this.form),
      draft,
      photos: draft.photos,
      received: null,
      refused: null
    };
    if (!(await this.#write(queued(it)))) return;
    this.draft = null;
    await this.read();
    this.screen = this.extract ? 'list' : 'queue';
    void this.send();
  }
  // A refused one is a draft again. Under another id where the server holds something else under its own.
  async correct(it: Waiting): Promise<void> {
    const id = it.refused?.code === 'crisis.report_differs' ? crypto.randomUUID() : it.id;
    const draft = {...it.draft, id};
    await this.#shelf?.write({put: [{kind: 'draft', id, value: draft}], remove: id === it.id ? [] : [it.id]});
    await this.read();
    this.goOn(draft);
  }
  async drop(it: Waiting): Promise<void> {
    await this.#shelf?.write({remove: [it.id, ...it.photos.map((one) => one.id)]});
    await this.read();
  }
  // The report is there; its pictures are given up.
  async dropPhotos(it: Waiting): Promise<void> {
    if (!it.received) return;
    const value: Sent = {id: it.id, name: it.name, ...it.received};
    await this.#shelf?.write({put: [{kind: 'sent', id: it.id, value}], remove: it.photos.map((one) => one.id)});
    await this.read();
  }
  async seen(it: Sent): Promise<void> {
    await this.#shelf?.write({remove: [it.id]});
    await this.read();
  }

  // `byHand`: refused ones too. By itself it is tried when the network returns, when the application is opened, and when one is queued.
  async send(byHand = false): Promise<void> {
    const shelf = this.#shelf;
    if (!shelf || (!byHand && this.waiting.every((it) => it.refused))) return;
    this.end = 'sending';
    const agent = async () => {
      this.session = await readSession(!byHand);
      return this.session.step === 'in' ? (this.session.agent?.id ?? null) : null;
    };
    try {
      this.end = await sendAll({shelf, server, agent, changed: () => this.read()}, byHand);
    } catch (error) {
      this.end = 'unreachable';
      throw error;
    }
    await this.read();
  }

  hidden(): void {
    this.#hiddenAt = Date.now();
  }
  shown(): void {
    if (this.#hiddenAt > 0 && Date.now() - this.#hiddenAt > HIDDEN_MOST) this.close();
    this.#hiddenAt = 0;
    void this.expire();
  }
}

export const field = new Field();
export const told = (error: unknown) => (error instanceof Refusal ? error.message : String(error));
