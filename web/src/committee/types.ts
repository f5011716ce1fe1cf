import type {Schemas} from '../api/client';

export type Sitting = Schemas['Sitting'];
export type Decision = Schemas['Decision'];
export type Sittings = Schemas['Sittings'];
export type Presence = Schemas['SittingPresence'];
export type Outcome = Schemas['DecisionOutcome'];
export type CommitteeName = Schemas['CommitteeName'];

export const COMMITTEES: readonly CommitteeName[] = ['steering', 'technical'];
export const PRESENCES: readonly Presence[] = ['present', 'excused', 'absent'];
export const OUTCOMES: readonly Outcome[] = ['open', 'done', 'dropped'];

export type Write = (method: string, path: string, body?: unknown) => Promise<void>;
export type Opened =
  | {what: 'sitting'; sitting: Sitting | null}
  | {what: 'decision'; sitting: Sitting; decision: Decision | null}
  | {what: 'remove'; path: string; title: string; text: string};
