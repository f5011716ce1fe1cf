import type {Schemas} from '../api/client';

export type FollowUp = Schemas['FollowUp'] &
  Partial<Pick<Schemas['TitledFollowUp'], 'name' | 'commune'>> &
  Partial<Pick<Schemas['FollowUpOfBusiness'], 'needs' | 'reminders'>>;
export type LinkedNeed = Schemas['FollowUpNeed'];
export type LinkedReminder = Schemas['FollowUpReminder'];
export type Deed = Schemas['FollowUpDeed'];
export type Member = Schemas['FollowUpMember'];

// What is written in the dialog that is open. `whom`: the organisation that it is about, where that is another one.
export type Opened =
  {what: 'form'; it: FollowUp | null} | {what: 'step'; it: FollowUp; step: Deed; whom?: Member['organisation']};

// The open one that partners share, as far as one is told of it.
export const sharedOne = (all: readonly FollowUp[]): FollowUp | undefined => all.find((it) => it.shared && !it.closedOn);
// Those to which an exchange, need or reminder of one's own may belong.
export const joined = (all: readonly FollowUp[]): FollowUp[] => all.filter((it) => it.part === 'member' && !it.closedOn);
