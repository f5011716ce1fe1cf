// The puzzle of the public form: a counter with which SHA-256 of "challenge.id.counter" begins with so many zero bits.
import {Digests} from './sha256';

export interface Puzzle {
  challenge: string;
  id: string; // of the report
  bits: number; // at most 32
}

// Tried in slices, so that whoever works on it can say how far it is.
export class Solving {
  tried = 0;
  private readonly digests: Digests;

  constructor(private readonly puzzle: Puzzle) {
    this.digests = new Digests(`${puzzle.challenge}.${puzzle.id}.`);
  }

  slice(most: number): string | null {
    for (const end = this.tried + most; this.tried < end; this.tried += 1) {
      const counter = String(this.tried);
      if (this.digests.of(counter)[0]! >>> (32 - this.puzzle.bits) === 0) return counter;
    }
    return null;
  }
}

// How likely it is that it would have been solved by now: there is no end to count towards.
export const likely = (tried: number, bits: number) => 1 - Math.exp(-tried / 2 ** bits);

export interface Told {
  tried: number;
  counter: string | null;
}

const SLICE = 4096;

// Beside the page, so that it answers meanwhile; on the page itself, in slices, where the browser lets nothing run beside it.
export function solve(puzzle: Puzzle, progress: (tried: number) => void, signal: AbortSignal): Promise<string> {
  return new Promise((done, failed) => {
    let worker: Worker | null = null;
    const stop = () => {
      worker?.terminate();
      failed(new DOMException('', 'AbortError'));
    };
    signal.addEventListener('abort', stop, {once: true});
    const finish = (counter: string) => {
      signal.removeEventListener('abort', stop);
      worker?.terminate();
      done(counter);
    };
    const here = () => {
      worker = null;
      const solving = new Solving(puzzle);
      const next = () => {
        if (signal.aborted) return;
        const counter = solving.slice(SLICE);
        if (counter !== null) return finish(counter);
        progress(solving.tried);
        setTimeout(next);
      };
      next();
    };
    try {
      worker = new Worker(new URL('./puzzle.worker.ts', import.meta.url), {type: 'module'});
      worker.onmessage = ({data}: MessageEvent<Told>) => {
        progress(data.tried);
        if (data.counter !== null) finish(data.counter);
      };
      worker.onerror = here;
      worker.postMessage(puzzle);
    } catch {
      here();
    }
  });
}
