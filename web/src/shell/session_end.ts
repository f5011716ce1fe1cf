// What is said of the end of a session, and when the server is asked again: it knows what other windows have done meanwhile.
import type {TimeLeft} from '../base/session.svelte';

// Seconds before the end: ample for who reads by ear or types slowly (RGAA 13.1 wants twenty).
export const WARNING = 300;
const PAUSE = 15;

// 'unused': a use prolongs it; 'last': nothing but signing in anew does.
export type Standing = 'calm' | 'unused' | 'last';

export function standingOf(left: TimeLeft | null): Standing {
  if (!left) return 'calm';
  if (left.most_seconds <= WARNING) return 'last';
  return left.seconds <= WARNING ? 'unused' : 'calm';
}

// Seconds until the server is asked again.
export function pauseOf(left: TimeLeft): number {
  if (standingOf(left) === 'calm') return left.seconds - WARNING + 1;
  return left.seconds > 0 ? Math.min(PAUSE, left.seconds + 1) : PAUSE;
}
