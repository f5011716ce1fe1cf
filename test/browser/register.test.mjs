// An installation without a register: its first administrator is led to the import, sees it run and end, and finds the directory.
import {cpSync, mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {accessible, fail, faultless, fits, PHONE, picture, same, Site, tests, until} from './harness.mjs';
import {firstAdministrator} from './people.mjs';

function put(site) {
  const folder = join(site.data, 'sources');
  mkdirSync(folder, {recursive: true});
  cpSync(site.files, folder, {recursive: true, filter: (name) => !/\.\w+$/.test(name) || name.endsWith('.csv')});
}

async function fromNothingToTheDirectory(site) {
  const page = (site.administrator = await firstAdministrator(site));
  await until(() => page.url().endsWith('/registre'), 'one is led to the register', 40);
  await until(() => page.getByRole('heading', {name: 'Aucun registre'}).count(), 'that there is none', 40);
  await accessible(page, 'no register');
  await picture(page, 'register-none', {fullPage: true});
  await page.getByRole('button', {name: 'Lancer l’import'}).click();
  await until(() => page.locator('.error').count(), 'why the import failed', 40);
  if (!(await page.locator('.error').innerText()).includes('sources')) fail('the folder is not named');
  await accessible(page, 'a failed import');
  put(site);
  await page.getByRole('radio', {name: 'Quelques départements'}).check();
  await page.getByLabel('Départements', {exact: true}).fill('77');
  await page.getByRole('button', {name: 'Lancer l’import'}).click();
  await until(() => page.getByRole('heading', {name: 'En service'}).count(), 'the register', 120);
  await until(() => page.getByRole('cell', {name: 'terminé'}).count(), 'the import has ended', 40);
  await accessible(page, 'a register');
  await picture(page, 'register');
  const text = (await page.locator('main').innerText()).replace(/[\u00a0\u202f]/g, ' ');
  for (const part of ['Départements 77', 'État des données', 'Lignes lues']) if (!text.includes(part)) fail(`missing: ${part}`);
  const link = page.getByRole('link', {name: 'Ouvrir l’annuaire'});
  await until(() => link.count(), 'the server has taken the register up', 40);
  await link.click();
  await until(() => page.locator('tbody tr').count(), 'the directory', 40);
  faultless(page, 'the register');
}

async function anOlderVersionAndBack(site) {
  const page = site.administrator;
  await page.goto(`${site.url}/registre`);
  await until(() => page.getByRole('button', {name: 'Lancer l’import'}).count(), 'the form', 40);
  await page.getByRole('button', {name: 'Lancer l’import'}).click();
  await until(() => page.getByRole('heading', {name: 'Versions gardées'}).count(), 'two versions', 120);
  const newest = await page.locator('section', {hasText: 'En service'}).first().locator('dd').last().innerText();
  await page.getByRole('button', {name: /^Mettre en service/}).click();
  await accessible(page, 'an older version');
  await page.getByRole('dialog').getByRole('button', {name: 'Mettre en service'}).click();
  await until(() => page.getByText(/^Version .* mise en service/).count(), 'it is in use', 40);
  await until(() => page.getByRole('button', {name: `Mettre en service ${newest}`}).count(), 'the newest can come back', 40);
  await accessible(page, 'versions');
  await picture(page, 'register-versions', {fullPage: true});
  await page.getByRole('link', {name: 'Journal'}).click();
  await until(() => page.getByRole('cell', {name: 'version du registre mise en service'}).count(), 'the journal says so', 40);
  faultless(page, 'versions');
}

async function phoneAndDark(site) {
  const {cookies} = await site.administrator.context().storageState();
  const page = await site.page(PHONE, {colorScheme: 'dark', storageState: {cookies, origins: []}});
  await page.goto(`${site.url}/registre`);
  await until(() => page.getByRole('heading', {name: 'Versions gardées'}).count(), 'the page', 40);
  await fits(page, 'the register on a phone');
  await accessible(page, 'the register on a phone, in the dark');
  await picture(page, 'register-phone', {fullPage: true});
  same(await page.getByRole('link', {name: 'Registre'}).count(), 1, 'the way to it');
  faultless(page, 'the phone');
}

await tests(() => Site.open(process.argv[2], {register: false}), {
  fromNothingToTheDirectory,
  anOlderVersionAndBack,
  phoneAndDark
});
