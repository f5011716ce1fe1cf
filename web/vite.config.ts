import {svelte} from '@sveltejs/vite-plugin-svelte';
import {defineConfig} from 'vitest/config';
import {licences} from './licences.ts';

// The server sends no inline script or style (docs/server.md), so nothing is inlined into the page.
export default defineConfig({
  plugins: [svelte(), licences()],
  build: {
    outDir: process.env.BASSIN_WEB_OUT ?? '../build/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: {polyfill: false},
    chunkSizeWarningLimit: 1200,
    target: 'es2022'
  },
  server: {proxy: {'/api': process.env.BASSIN_SERVER ?? 'http://127.0.0.1:8080'}},
  test: {include: ['src/**/*.test.ts'], environment: 'node'}
});
