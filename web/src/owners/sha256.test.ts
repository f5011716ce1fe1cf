import {describe, expect, it} from 'vitest';
import {Digests, hex} from './sha256';

async function standard(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

describe('digests', () => {
  it('are those of the standard', () => {
    expect(hex(new Digests('').of(''))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(hex(new Digests('ab').of('c'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('of whatever length are those of another implementation', async () => {
    for (let length = 0; length < 200; length += 1) {
      const prefix = 'x'.repeat(length);
      const digests = new Digests(prefix);
      for (const suffix of ['', '7', '1234567890']) expect(hex(digests.of(suffix))).toBe(await standard(prefix + suffix));
    }
  });
});
