import {describe, expect, it} from 'vitest';
import {likely, Solving} from './puzzle';

describe('a puzzle', () => {
  it('is solved as the server checks it, whatever its length', async () => {
    for (const bits of [1, 4, 9, 13]) {
      const puzzle = {
        challenge: `1764396000000.${bits}.abc.${'f'.repeat(bits)}`,
        id: '0197f0c2-9a31-7c4e-8d1b-3f5a6b7c8d9e',
        bits
      };
      const solving = new Solving(puzzle);
      let counter: string | null = null;
      while (counter === null) counter = solving.slice(100);
      const text = new TextEncoder().encode(`${puzzle.challenge}.${puzzle.id}.${counter}`);
      const digest = new DataView(await crypto.subtle.digest('SHA-256', text));
      expect(digest.getUint32(0) >>> (32 - bits)).toBe(0);
    }
  });

  it('tells how likely its end is', () => {
    expect(likely(0, 17)).toBe(0);
    expect(likely(2 ** 17, 17)).toBeCloseTo(0.632, 3);
  });
});
