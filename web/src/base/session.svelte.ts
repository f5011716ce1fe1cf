// Who reads, and what they may do. Where the server keeps no accounts, everybody reads what is public.
import {call, isAbsent, keepToken, onSignedOut, Refused, UNATTENDED} from '../api/client';

export type Need =
  | 'see_aggregates'
  | 'see_businesses'
  | 'see_personal'
  | 'edit_businesses'
  | 'export_businesses'
  | 'see_conventions'
  | 'run_conventions'
  | 'manage_partners'
  | 'manage_installation';
export type Role = 'administrator' | 'coordinator' | 'adviser' | 'analyst' | 'elected' | 'field_agent';
export type OrganisationKind = 'intercommunality' | 'cci' | 'cma' | 'agriculture' | 'other';
export type Step = 'out' | 'second_factor' | 'enrol_second_factor' | 'notice' | 'in';

// Seconds until it ends where nobody uses it, and where somebody does.
export interface TimeLeft {
  seconds: number;
  most_seconds: number;
}
export interface SessionAnswer {
  step: Step;
  token: string | null;
  agent: {id: string; name: string; email: string; second_factor: boolean} | null;
  organisation: {id: string; name: string; kind: OrganisationKind} | null;
  organisations: {id: string; name: string; kind: OrganisationKind; role: Role}[];
  role: Role | null;
  may: Need[];
  territory: {code: string; label: string} | null;
  time_left: TimeLeft | null;
  provider: {name: string} | null;
  end_session?: string | null; // after signing out: where to go on to sign out at the provider too
  installation: {name: string; fictitious: boolean; ready: boolean; set_up: boolean};
}

// What pages show of it, and are drawn anew for.
const shown = (answer: SessionAnswer | null) => JSON.stringify({...answer, time_left: null, token: null});
const PUBLIC: Need[] = ['see_aggregates', 'see_businesses'];

class Session {
  known = $state(false);
  accounts = $state(false); // whether the server keeps accounts
  answer = $state.raw<SessionAnswer | null>(null);
  fictitious = $state(false); // as an answer said, or the installation
  failure = $state.raw<Refused | null>(null);
  timeLeft = $state.raw<TimeLeft | null>(null);
  toldAt = $state(0); // when that was so; milliseconds since 1970
  ended = $state(false); // it is over, and the page still shows what it showed: `answer` is of before

  async load(): Promise<void> {
    try {
      this.take(await call<SessionAnswer>('GET', '/api/v1/session'));
    } catch (error) {
      if (!isAbsent(error)) this.failure = error instanceof Refused ? error : new Refused(0, 'web.unreachable', '');
    }
    this.known = true;
  }

  // Asks again who is signed in. The page of one who was, and no longer is, stays as it is: what was typed there is not lost.
  async ask(how: {byHand: boolean}): Promise<void> {
    const headers = how.byHand ? undefined : UNATTENDED;
    this.follow(await call<SessionAnswer>('GET', '/api/v1/session', undefined, undefined, headers));
  }

  follow(answer: SessionAnswer): void {
    if (!this.isIn) this.take(answer);
    else if (answer.step !== 'in') this.ended = true;
    else if (answer.agent?.id !== this.answer?.agent?.id) location.reload();
    else if (shown(answer) !== shown(this.answer)) this.take(answer);
    else {
      this.ended = false;
      this.tell(answer.time_left);
      keepToken(answer.token);
    }
  }

  tell(left: TimeLeft | null): void {
    this.timeLeft = left;
    this.toldAt = Date.now();
  }

  take(answer: SessionAnswer): void {
    this.answer = answer;
    this.ended = false;
    this.tell(answer.time_left);
    this.accounts = true;
    if (answer.installation.fictitious) this.fictitious = true;
    this.failure = null;
    keepToken(answer.token);
  }

  get isIn(): boolean {
    return this.answer?.step === 'in';
  }

  // Signed in or not: a public register is read by everybody.
  may(need: Need): boolean {
    return this.answer ? this.answer.may.includes(need) : PUBLIC.includes(need);
  }

  // The directory of one's own territory: there one sees what one's mission opens.
  get directory(): string {
    const territory = this.isIn ? this.answer?.territory : null;
    return territory ? `/annuaire?territory=${encodeURIComponent(territory.code)}` : '/annuaire';
  }

  // Where one arrives: who sees figures alone has no directory.
  get home(): string {
    // Without a register there is nothing to see but the way to one.
    if (this.isIn && this.answer?.installation.ready === false && this.may('manage_installation')) return '/registre';
    if (!this.isIn || this.may('see_businesses')) return this.directory;
    const territory = this.answer?.territory;
    return territory ? `/territoires/${encodeURIComponent(territory.code)}` : '/territoires';
  }
}

export const session = new Session();
onSignedOut(() => {
  if (session.isIn && !session.ended) session.ask({byHand: false}).catch(() => undefined);
});
