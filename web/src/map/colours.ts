// The colours of look.css, for a canvas.
export interface Palette {
  ground: string;
  cell: string;
  cellLine: string;
  accent: string;
  onAccent: string;
  ink: string;
  muted: string;
  edge: string;
  cci: string;
  cma: string;
  ca: string;
  none: string;
}

const LIGHT: Palette = {
  ground: '#e6e8e2',
  cell: '#f7f6f2',
  cellLine: '#cfd2ca',
  accent: '#0b6169',
  onAccent: '#ffffff',
  ink: '#22211e',
  muted: '#5d5a52',
  edge: '#ffffff',
  cci: '#1d5fbf',
  cma: '#b84e00',
  ca: '#2c7a33',
  none: '#6d6a63'
};
const DARK: Palette = {
  ground: '#161918',
  cell: '#212625',
  cellLine: '#363d3a',
  accent: '#6cc5c7',
  onAccent: '#08282a',
  ink: '#ecebe5',
  muted: '#b4b1a8',
  edge: '#161918',
  cci: '#7fb0f5',
  cma: '#f09a55',
  ca: '#7cc583',
  none: '#a3a099'
};

export function colours(dark: boolean): Palette {
  return dark ? DARK : LIGHT;
}
