import {call} from '../api/client';
import {refusal} from '../ui/refusal';
import type {Reminder} from './types';

// Done, or to do again; what is to be said of it, "" where it went well.
export async function finished(it: Reminder, done: boolean): Promise<string> {
  try {
    await call('PUT', `/api/v1/reminders/${it.id}/done`, {version: it.version, done});
    return '';
  } catch (error) {
    return refusal(error);
  }
}
