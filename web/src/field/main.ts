import '../base/look.css';
import './field.css';
import {mount} from 'svelte';
import {applyTheme} from '../base/theme.svelte';
import {useLanguage} from '../messages';
import FieldApp from './FieldApp.svelte';
import {field} from './field.svelte';

// One screen writes at a time: the lock is held until the page is gone, however it goes.
function alone(): Promise<boolean> {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((told) => {
    void navigator.locks.request('bassin-terrain', {ifAvailable: true}, (held) => {
      told(held !== null);
      return held ? new Promise(() => undefined) : undefined;
    });
  });
}

async function begin(): Promise<void> {
  if (!(await alone())) field.screen = 'elsewhere';
  else if (!globalThis.indexedDB || !globalThis.crypto?.subtle) field.screen = 'broken';
  else await field.start().catch(() => (field.screen = 'broken'));
}

applyTheme();
await useLanguage();
const target = document.getElementById('app');
if (target) mount(FieldApp, {target});
await begin();
// Once it is shown: the first opening waits for nothing.
if ('serviceWorker' in navigator) await navigator.serviceWorker.register('/terrain/worker.js', {scope: '/terrain/'});
