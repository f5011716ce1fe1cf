import type {Need, Reminder, StepName} from './types';

// What is written in the dialog that is open.
export type Opened = {what: 'reminder'; it: Reminder | null} | {what: 'need'} | {what: 'step'; it: Need; step: StepName};
