import '@fontsource-variable/inter/wght.css';
import './base/look.css';
import {mount} from 'svelte';
import App from './App.svelte';
import {applyTheme} from './base/theme.svelte';
import {useLanguage} from './messages';

applyTheme();
await useLanguage();
const target = document.getElementById('app');
if (target) mount(App, {target});
