import type {Schemas} from '../api/client';

export type Convention = Schemas['Convention'];
export type Summary = Schemas['ConventionSummary'];
export type Party = Schemas['ConventionParty'];
export type Commune = Schemas['ConventionCommune'];
export type Axis = Schemas['ConventionAxis'];
export type Kind = Convention['kind'];
export type Renewal = Convention['renewal'];
export type StepName = Schemas['ConventionStep']['step'];

// Writes on the convention that is shown, at its version, and shows what became of it.
export type Write = (method: string, below: string, body: Record<string, unknown>) => Promise<void>;

export const nameOf = (one: Schemas['Named']): string => one?.name ?? '–';
export const addressOf = (id: string): string => `/conventions/${encodeURIComponent(id)}`;

export type Act = StepName | 'leave' | 'discard';
// What is written in the dialog that is open.
export type Opened =
  | {what: 'text' | 'parties' | 'perimeter' | 'axes' | 'annual'}
  | {what: 'deliberation'; party: Party}
  | {what: 'step'; step: Act};
export type Open = (opened: Opened) => void;
