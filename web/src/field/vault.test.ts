import {describe, expect, it} from 'vitest';
import {afterWrong, keyFor, keyOf, newLock, ROUNDS, seal, secondsToWait, strengthOf, unseal, waitAfter} from './vault';

const FEW = 1000; // rounds, so that tests do not wait
const bytes = (text: string) => new TextEncoder().encode(text);
const hexOf = (data: ArrayBuffer) => [...new Uint8Array(data)].map((it) => it.toString(16).padStart(2, '0')).join('');
const ofHex = (text: string) => new Uint8Array((text.match(/../g) ?? []).map((it) => parseInt(it, 16)));

describe('the vault', () => {
  it('opens with the code that closed it, and no other', async () => {
    const {lock, key} = await newLock('482913', '', FEW);
    const sealed = await seal(key, 'draft:1', bytes('Boulangerie'));
    const again = await keyFor(lock, '482913');
    expect(again).not.toBeNull();
    expect(new TextDecoder().decode(await unseal(again as CryptoKey, 'draft:1', sealed))).toBe('Boulangerie');
    expect(await keyFor(lock, '482914')).toBeNull();
    expect(await keyFor(lock, '')).toBeNull();
  });
  it('opens a record under its own label alone', async () => {
    const key = await keyOf('482913', new Uint8Array(16), FEW);
    const sealed = await seal(key, 'draft:1', bytes('Boulangerie'));
    await expect(unseal(key, 'draft:2', sealed)).rejects.toThrow();
    await expect(unseal(key, 'report:1', sealed)).rejects.toThrow();
    const changed = new Uint8Array(sealed.data.slice(0));
    changed[0] = (changed[0] ?? 0) ^ 1;
    await expect(unseal(key, 'draft:1', {...sealed, data: changed.buffer})).rejects.toThrow();
  });
  it('never seals twice alike, and keeps no key', async () => {
    const {lock, key} = await newLock('482913', '2026-11-30T18:00:00Z', FEW);
    const [one, other] = [await seal(key, 'x', bytes('same')), await seal(key, 'x', bytes('same'))];
    expect(hexOf(one.data)).not.toBe(hexOf(other.data));
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
    expect(JSON.stringify(lock)).not.toContain('482913');
    expect((await newLock('482913', '', FEW)).lock.salt).not.toEqual(lock.salt);
  });
  it('derives as PBKDF2 with SHA-256 does', async () => {
    // RFC 7914, section 11: P="passwd", S="salt", c=1; its first 32 bytes are the key.
    const key = await keyOf('passwd', bytes('salt'), 1);
    const raw = ofHex('55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc');
    const same = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt']);
    expect(new TextDecoder().decode(await unseal(same, 'x', await seal(key, 'x', bytes('oui'))))).toBe('oui');
    expect(ROUNDS).toBeGreaterThanOrEqual(600_000);
  });
  it('waits longer after each wrong code, whatever the clock says', async () => {
    let {lock} = await newLock('482913', '', FEW);
    const waits = [];
    for (let at = 0; at < 9; at += 1) {
      lock = afterWrong(lock, 1000);
      waits.push(secondsToWait(lock, 1000));
    }
    expect(waits).toEqual([0, 0, 5, 15, 60, 300, 900, 900, 900]);
    expect(secondsToWait(lock, -1e12)).toBe(900);
    expect(secondsToWait(lock, 1000 + 900_000)).toBe(0);
    expect(waitAfter(0)).toBe(0);
  });
  it('says how strong a code is', () => {
    for (const code of ['', '12345']) expect(strengthOf(code)).toBe('short');
    for (const code of ['123456', '654321', '000000', '111222', '121212', '123123', '198407', '202612'])
      expect(strengthOf(code), code).toBe('weak');
    for (const code of ['482913', '48291377120', 'crue77']) expect(strengthOf(code), code).toBe('digits');
    expect(strengthOf('trois saules au bord')).toBe('good');
  });
});
