import {describe, expect, it} from 'vitest';
import {blocksOf} from './notice';
import {qr} from './qr';

describe('the notice', () => {
  it('has headings, paragraphs and lists, and no markup of its own', () => {
    expect(blocksOf('# Titre\n\nUn **texte**\nsur deux lignes.\n\n- un\n- deux\n  suite\n\n<script>x</script>')).toEqual([
      {kind: 'head', text: 'Titre'},
      {kind: 'text', text: 'Un texte sur deux lignes.'},
      {kind: 'list', items: ['un', 'deux suite']},
      {kind: 'text', text: '<script>x</script>'}
    ]);
    expect(blocksOf('')).toEqual([]);
  });
});

describe('the QR code', () => {
  it('is a square of squares with its finders', () => {
    const {size, path} = qr('otpauth://totp/Bassin:a@example.org?secret=JBSWY3DPEHPK3PXP&issuer=Bassin');
    expect(size).toBeGreaterThan(25);
    for (const corner of ['M2 2h1', `M${size - 3} 2h1`, `M2 ${size - 3}h1`]) expect(path).toContain(corner);
    expect(path).not.toContain(`M${size - 1} `);
  });
});
