// A map in a frame of a page, for as long as the page shows it: fetched when it is needed, in the page's colours, closed with it.
import {isDark, theme} from '../base/theme.svelte';
import {basemapOf} from './ground';
import type {Basemap, MapView, Wishes} from './view';

export class LiveMap {
  view = $state.raw<MapView | null>(null); // null: not yet there
  basemap = $state.raw<Basemap | null>(null);
  failed = $state(false);

  // For the component that is being made. Both are asked when the map opens.
  constructor(frame: () => HTMLElement, wishes: () => Omit<Wishes, 'dark' | 'basemap'>) {
    $effect(() => {
      let gone = false;
      let made: MapView | null = null;
      const open = async () => {
        const [{MapView}, basemap] = await Promise.all([import('./view'), basemapOf()]);
        if (gone) return;
        made = await MapView.open(frame(), {...wishes(), dark: isDark(), basemap});
        if (gone) return made.close();
        this.basemap = basemap;
        this.view = made;
      };
      open().catch((error: unknown) => {
        console.error(error);
        this.failed = true;
      });
      return () => {
        gone = true;
        made?.close();
      };
    });
    $effect(() => {
      void theme.chosen;
      this.view?.setDark(isDark());
    });
  }
}
