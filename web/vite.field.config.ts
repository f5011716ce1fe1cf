import {svelte} from '@sveltejs/vite-plugin-svelte';
import {defineConfig} from 'vite';
import {fieldFiles} from './field_files.ts';

// The field application: a bundle of its own below /terrain/, so that its service worker sees nothing of the main one (docs/web.md).
export default defineConfig({
  root: 'terrain',
  base: '/terrain/',
  publicDir: false,
  plugins: [svelte(), fieldFiles()],
  build: {
    outDir: `${process.env.BASSIN_WEB_OUT ?? '../build/web'}/terrain`.replace(/^\.\.\//, '../../'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: false,
    target: 'es2022',
    rollupOptions: {
      input: {index: 'terrain/index.html', worker: 'src/field/worker.ts'},
      output: {entryFileNames: (chunk) => (chunk.name === 'worker' ? 'worker.js' : 'assets/[name]-[hash].js')}
    }
  }
});
