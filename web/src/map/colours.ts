// The colours of look.css, for a canvas.
export interface Palette {
  ground: string;
  accent: string;
  ink: string;
  muted: string;
  edge: string;
  cci: string;
  cma: string;
  ca: string;
  none: string;
}

export function colours(dark: boolean): Palette {
  return dark
    ? {
        ground: '#1b1f1e',
        accent: '#6cc5c7',
        ink: '#ecebe5',
        muted: '#aeaba2',
        edge: '#1b1f1e',
        cci: '#7fb0f5',
        cma: '#f09a55',
        ca: '#7cc583',
        none: '#a3a099'
      }
    : {
        ground: '#e9ebe6',
        accent: '#0b6169',
        ink: '#22211e',
        muted: '#5d5a52',
        edge: '#ffffff',
        cci: '#1d5fbf',
        cma: '#b84e00',
        ca: '#2c7a33',
        none: '#6d6a63'
      };
}
