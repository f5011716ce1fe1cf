// A QR code as the path of an SVG, a square of one unit for each dark module.
import {encode} from 'uqr';

export function qr(text: string): {size: number; path: string} {
  const code = encode(text, {ecc: 'M', border: 2});
  let path = '';
  code.data.forEach((row, y) => row.forEach((dark, x) => (path += dark ? `M${x} ${y}h1v1h-1z` : '')));
  return {size: code.size, path};
}
