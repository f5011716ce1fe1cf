// SHA-256 (FIPS 180-4) of texts that begin alike: what they share is worked through once. The browser's own digest answers one text at
// a time and later, and is missing where a server is reached without TLS.
const K = new Uint32Array(64);
const H = new Uint32Array(8);
// The first 32 bits behind the point of the roots of the first primes.
for (let at = 0, prime = 2; at < 64; prime += 1) {
  let divides = false;
  for (let by = 2; by * by <= prime && !divides; by += 1) divides = prime % by === 0;
  if (divides) continue;
  if (at < 8) H[at] = (Math.sqrt(prime) % 1) * 2 ** 32;
  K[at] = (Math.cbrt(prime) % 1) * 2 ** 32;
  at += 1;
}
const W = new Uint32Array(64);

function mix(state: Uint32Array, bytes: Uint8Array, from: number): void {
  for (let t = 0; t < 16; t += 1) {
    const at = from + 4 * t;
    W[t] = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
  }
  for (let t = 16; t < 64; t += 1) {
    const [x, y] = [W[t - 15]!, W[t - 2]!];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    W[t] = W[t - 16]! + s0 + W[t - 7]! + s1;
  }
  let a = state[0]! | 0;
  let b = state[1]! | 0;
  let c = state[2]! | 0;
  let d = state[3]! | 0;
  let e = state[4]! | 0;
  let f = state[5]! | 0;
  let g = state[6]! | 0;
  let h = state[7]! | 0;
  for (let t = 0; t < 64; t += 1) {
    const S1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const one = (h + S1 + ((e & f) ^ (~e & g)) + K[t]! + W[t]!) | 0;
    const S0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const two = (S0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  state[0]! += a;
  state[1]! += b;
  state[2]! += c;
  state[3]! += d;
  state[4]! += e;
  state[5]! += f;
  state[6]! += g;
  state[7]! += h;
}

// Of ASCII text.
export class Digests {
  private readonly begun = H.slice();
  private readonly state = new Uint32Array(8);
  private readonly rest: Uint8Array;
  private readonly whole: number; // bytes worked through

  constructor(prefix: string) {
    const bytes = new TextEncoder().encode(prefix);
    this.whole = bytes.length - (bytes.length % 64);
    for (let at = 0; at < this.whole; at += 64) mix(this.begun, bytes, at);
    this.rest = bytes.slice(this.whole);
  }

  // Eight words, overwritten by the next call.
  of(suffix: string): Uint32Array {
    const length = this.rest.length + suffix.length;
    const block = new Uint8Array(64 * Math.ceil((length + 9) / 64));
    block.set(this.rest);
    for (let at = 0; at < suffix.length; at += 1) block[this.rest.length + at] = suffix.charCodeAt(at);
    block[length] = 0x80;
    new DataView(block.buffer).setUint32(block.length - 4, 8 * (this.whole + length));
    this.state.set(this.begun);
    for (let at = 0; at < block.length; at += 64) mix(this.state, block, at);
    return this.state;
  }
}

export const hex = (words: Uint32Array) => [...words].map((word) => word.toString(16).padStart(8, '0')).join('');
