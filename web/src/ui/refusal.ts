import {Refused} from '../api/client';
import {m} from '../messages';

// What to say of something that failed on the way to the server or there.
export function refusal(error: unknown): string {
  return error instanceof Refused && error.status > 0 ? error.message : m.failure.unreachable;
}
