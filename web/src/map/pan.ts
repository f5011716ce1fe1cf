// Four buttons that move the map: plain presses do what dragging does (RGAA 13.10), and what arrow keys do once the map has the focus.
import type {IControl, Map as Maplibre} from 'maplibre-gl';
import {m} from '../messages';

export const SIDES = ['up', 'down', 'left', 'right'] as const;
export type Side = (typeof SIDES)[number];

const SHARE = 1 / 3; // of the frame: what was at its edge stays in sight
const LASTS = 120; // milliseconds; MapLibre jumps where the system asks for less motion
const ARROWS: Record<Side, string> = {
  up: 'M4 10l4-4 4 4',
  down: 'M4 6l4 4 4-4',
  left: 'M10 4L6 8l4 4',
  right: 'M6 4l4 4-4 4'
};

// In pixels, for a frame of that size.
export function shiftOf(side: Side, width: number, height: number): [number, number] {
  const across = side === 'left' ? -1 : side === 'right' ? 1 : 0;
  const down = side === 'up' ? -1 : side === 'down' ? 1 : 0;
  return [Math.round(across * width * SHARE) || 0, Math.round(down * height * SHARE) || 0];
}

function arrow(side: Side): SVGElement {
  const name = 'http://www.w3.org/2000/svg';
  const icon = document.createElementNS(name, 'svg');
  icon.setAttribute('viewBox', '0 0 16 16');
  icon.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(name, 'path');
  path.setAttribute('d', ARROWS[side]);
  icon.append(path);
  return icon;
}

export class PanControl implements IControl {
  #group: HTMLElement | null = null;

  onAdd(map: Maplibre): HTMLElement {
    const group = document.createElement('div');
    group.className = 'maplibregl-ctrl maplibregl-ctrl-group pan';
    group.setAttribute('role', 'group');
    group.setAttribute('aria-label', m.map.move);
    for (const side of SIDES) {
      const button = document.createElement('button');
      button.type = 'button';
      button.title = m.map.moves[side];
      button.setAttribute('aria-label', m.map.moves[side]);
      button.append(arrow(side));
      button.addEventListener('click', (event) => {
        const {clientWidth, clientHeight} = map.getContainer();
        map.panBy(shiftOf(side, clientWidth, clientHeight), {duration: LASTS}, {originalEvent: event});
      });
      group.append(button);
    }
    this.#group = group;
    return group;
  }

  onRemove(): void {
    this.#group?.remove();
  }
}
