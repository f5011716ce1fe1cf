// Signs of the chambers as images of the map: ● CCI, ▲ CMA, ■ agriculture, a disc in sectors for several, ○ for none.
import type {Map as Maplibre} from 'maplibre-gl';
import type {Palette} from './colours';

const SIDE = 40; // pixels at twice the size

function paint(palette: Palette, mask: number): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIDE;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  const middle = SIDE / 2;
  const colourOf = [palette.cci, palette.cma, palette.ca];
  const own = [0, 1, 2].filter((bit) => (mask >> bit) & 1);
  pen.lineWidth = 4;
  pen.strokeStyle = palette.edge;
  pen.lineJoin = 'round';
  if (own.length > 1) {
    own.forEach((bit, at) => {
      pen.beginPath();
      pen.moveTo(middle, middle);
      pen.arc(
        middle,
        middle,
        14,
        -Math.PI / 2 + (2 * Math.PI * at) / own.length,
        -Math.PI / 2 + (2 * Math.PI * (at + 1)) / own.length
      );
      pen.closePath();
      pen.fillStyle = colourOf[bit] ?? palette.none;
      pen.fill();
    });
    pen.beginPath();
    pen.arc(middle, middle, 15, 0, 2 * Math.PI);
    pen.stroke();
  } else {
    pen.beginPath();
    if (mask === 2) {
      pen.moveTo(middle, 5);
      pen.lineTo(SIDE - 4, SIDE - 8);
      pen.lineTo(4, SIDE - 8);
      pen.closePath();
    } else if (mask === 4) pen.rect(8, 8, SIDE - 16, SIDE - 16);
    else pen.arc(middle, middle, mask === 0 ? 9 : 13, 0, 2 * Math.PI);
    pen.stroke();
    if (mask === 0) {
      pen.fillStyle = palette.edge;
      pen.fill();
      pen.strokeStyle = palette.none;
      pen.stroke();
    } else {
      pen.fillStyle = colourOf[Math.log2(mask)] ?? palette.none;
      pen.fill();
    }
  }
  return pen.getImageData(0, 0, SIDE, SIDE);
}

// The name of the sign for the bits of a tile's `chambers`: CCI 1, CMA 2, agriculture 4, others none.
export const iconOfBits = ['concat', 'sign-', ['to-string', ['%', ['coalesce', ['get', 'chambers'], 0], 8]]];

export function iconOf(chambers: readonly string[]): string {
  const bits: Record<string, number> = {cci: 1, cma: 2, ca: 4};
  return `sign-${chambers.reduce((mask, one) => mask | (bits[one] ?? 0), 0)}`;
}

export function drawIcons(map: Maplibre, palette: Palette): void {
  for (let mask = 0; mask < 8; mask += 1) {
    const name = `sign-${mask}`;
    const image = paint(palette, mask);
    if (map.hasImage(name)) map.updateImage(name, image);
    else map.addImage(name, image, {pixelRatio: 2});
  }
}
