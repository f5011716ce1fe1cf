// A report on its way: the puzzle, then the report, again and again where the network fails, always the same one under its own id.
import {call, get, Refused, type Schemas} from '../api/client';
import {likely, solve} from './puzzle';

export type Body = Omit<Schemas['OwnersReport'], 'proof'>;
export type Stage = 'still' | 'puzzle' | 'sending' | 'waiting' | 'refused' | 'differs' | 'received';

const WAITS = [3, 6, 12, 30]; // seconds; then the last one again
const ANSWER_MS = 30_000;
const PROOFS_MOST = 3;

export class Sending {
  stage = $state<Stage>('still');
  part = $state(0); // how likely the puzzle's end is by now
  seconds = $state(0); // until it is tried again
  refused = $state.raw<Refused | null>(null);
  received = $state.raw<Schemas['OwnersReportReceived'] | null>(null);

  private proof: Promise<Schemas['OwnersReport']['proof']> | null = null;
  private proofOf = '';
  private expires = 0;
  private readonly ended = new AbortController();
  private wake: () => void = () => undefined;

  constructor(private readonly code: string) {}

  end(): void {
    this.ended.abort();
    this.wake();
  }

  // While somebody still writes. What fails here is tried again when it is sent.
  prepare(id: string): void {
    this.proved(id).catch(() => undefined);
  }

  private proved(id: string): Promise<Schemas['OwnersReport']['proof']> {
    if (this.proof && this.proofOf === id && Date.now() < this.expires) return this.proof;
    this.proofOf = id;
    this.expires = Date.now() + 60_000;
    const proof = (this.proof = this.work(id));
    proof.catch(() => {
      if (this.proof === proof) this.proof = null;
    });
    return proof;
  }

  private async work(id: string): Promise<Schemas['OwnersReport']['proof']> {
    const begun = Date.now();
    const {challenge, bits, expiresAt} = await get('/api/v1/damage-forms/{code}/challenge', undefined, {
      values: {code: this.code},
      signal: this.ended.signal
    });
    // By the server's clock it lasts for as long as by ours; a clock that is wrong by hours wants no new one each time.
    const lasts = new Date(expiresAt).getTime() - begun;
    this.expires = begun + (lasts > 120_000 && lasts < 7_200_000 ? lasts - 60_000 : 1_800_000);
    this.part = 0;
    const counter = await solve({challenge, id, bits}, (tried) => (this.part = likely(tried, bits)), this.ended.signal);
    return {challenge, counter};
  }

  async send(body: Body): Promise<void> {
    let proofs = 0;
    for (let turn = 0; !this.ended.signal.aborted; turn += 1) {
      try {
        this.stage = 'puzzle';
        const proof = await this.proved(body.id);
        this.stage = 'sending';
        this.received = await this.post({...body, proof});
        this.stage = 'received';
        return;
      } catch (error) {
        if (this.ended.signal.aborted) return;
        const refused = error instanceof Refused ? error : new Refused(0, 'web.unreachable', '');
        const stale = refused.code === 'crisis.bad_proof' || refused.code === 'crisis.challenge_over';
        if (stale && (proofs += 1) < PROOFS_MOST) this.proof = null;
        else if (refused.status !== 0 && refused.status !== 429 && refused.status < 500) return this.stop(refused);
        else {
          this.refused = refused; // its words, where the server has some
          await this.wait(Number(refused.values.seconds) || WAITS[Math.min(turn, WAITS.length - 1)] || 30);
        }
      }
    }
  }

  private async post(report: Schemas['OwnersReport']): Promise<Schemas['OwnersReportReceived']> {
    const patience = new AbortController();
    const give = () => patience.abort();
    const timer = setTimeout(give, ANSWER_MS);
    this.ended.signal.addEventListener('abort', give);
    try {
      return await call('POST', `/api/v1/damage-forms/${encodeURIComponent(this.code)}/reports`, report, patience.signal);
    } finally {
      clearTimeout(timer);
      this.ended.signal.removeEventListener('abort', give);
    }
  }

  private stop(refused: Refused): void {
    this.refused = refused;
    this.stage = refused.code === 'crisis.report_differs' ? 'differs' : 'refused';
  }

  now(): void {
    this.wake();
  }

  // Also ended by a network that is back, and by who does not want to wait.
  private wait(seconds: number): Promise<void> {
    this.stage = 'waiting';
    this.seconds = seconds;
    return new Promise((done) => {
      const timer = setInterval(() => {
        this.seconds -= 1;
        if (this.seconds <= 0) this.wake();
      }, 1000);
      this.wake = () => {
        clearInterval(timer);
        window.removeEventListener('online', this.wake);
        this.wake = () => undefined;
        done();
      };
      window.addEventListener('online', this.wake);
    });
  }
}
