// What is past its time: seen, handed over, its visa entered, erased; how long it is kept; what everybody reads of it without signing in.
import {readFileSync} from 'node:fs';
import {accessible, fail, faultless, fits, PHONE, picture, same, Site, tests, until} from './harness.mjs';
import {asker, firstAdministrator} from './people.mjs';

const OLD = '2019-03-20';
const button = (page, name) => page.getByRole('button', {name, exact: true});
const row = (page, name) => page.getByRole('row', {name: new RegExp(name)});

async function exchanges(site) {
  const page = (site.administrator = await firstAdministrator(site));
  const ask = asker(site, page);
  const {rows} = await ask('GET', '/api/v1/establishments?territory=77142&field=all&state=any&limit=5');
  for (const {id} of rows.slice(0, 3))
    await ask('POST', `/api/v1/establishments/${id}/exchanges`, {
      way: 'visit',
      theme: 'takeover',
      on: OLD,
      notes: 'Jeton planté'
    });
  await ask('POST', `/api/v1/establishments/${rows[0].id}/contacts`, {
    name: 'Zoé Martin',
    function: 'gérante',
    contactedOn: OLD
  });
}

async function nothingIsErasedUnseen(site) {
  await exchanges(site);
  const page = site.administrator;
  await page.goto(`${site.url}/journal`);
  await page.getByRole('link', {name: 'Conservation'}).first().click();
  await until(() => row(page, 'Échanges').getByText('3, depuis').count(), 'what is due', 40);
  await accessible(page, 'retention');
  await picture(page, 'retention', {fullPage: true});
  await button(page, 'Voir : Échanges avec une entreprise sans besoin ni suivi').click();
  await until(async () => (await page.getByRole('dialog').getByRole('link').count()) === 3, 'the businesses', 40);
  await accessible(page, 'what is due');
  await picture(page, 'retention-due');
  await page.getByRole('dialog').getByRole('button', {name: 'Fermer'}).click();
  await page.getByRole('checkbox', {name: /^Purger : Échanges/}).check();
  await button(page, 'Préparer la purge').click();
  await until(() => page.getByRole('heading', {name: /^Purge préparée/}).count(), 'the purge', 40);
  if (await button(page, 'Effacer définitivement').isEnabled()) fail('it erases before the file is handed over');
  faultless(page, 'what is due');
}

async function handedOverThenErased(site) {
  const page = site.administrator;
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, 'Télécharger le fichier').click()]);
  const text = readFileSync(await download.path(), 'utf8');
  same(text.split('Jeton planté').length - 1, 3, 'what is erased is in the file');
  await until(() => page.getByText('Empreinte SHA-256').count(), 'its checksum', 40);
  await page.getByLabel('Référence du visa').fill('AD77 2026-14');
  await page.getByLabel('Date du visa').fill('2026-11-20');
  await accessible(page, 'a purge');
  await picture(page, 'retention-purge', {fullPage: true});
  await button(page, 'Enregistrer le visa').click();
  await until(() => page.getByText('Visa AD77 2026-14').count(), 'the visa', 40);
  await page.getByRole('checkbox', {name: /^J’ai remis le fichier/}).check();
  await button(page, 'Effacer définitivement').click();
  await until(() => page.getByText('La purge est faite.').count(), 'it is done', 40);
  await until(() => row(page, 'Échanges').getByText('rien').count(), 'nothing is due', 40);
  await until(() => page.getByText(/3 effacés/).count(), 'the history', 40);
  await accessible(page, 'after a purge');
  await picture(page, 'retention-done', {fullPage: true});
  faultless(page, 'a purge');
}

async function howLong(site) {
  const page = site.administrator;
  await button(page, 'Changer la durée : Besoins').click();
  await page
    .getByRole('dialog')
    .getByLabel(/^Nombre de mois/)
    .fill('24');
  await page.getByRole('dialog').getByLabel('Pourquoi cette durée').fill('Deux ans suffisent.');
  await accessible(page, 'a period');
  await page.getByRole('dialog').getByRole('button', {name: 'Enregistrer'}).click();
  await until(() => page.getByText(/Deux ans suffisent/).count(), 'who decided it', 40);
  await until(() => row(page, 'Besoins').getByText('2 ans').count(), 'the period', 40);
}

async function toldToEverybody(site) {
  for (const [name, kind] of [
    ['desktop', undefined],
    ['phone', PHONE]
  ]) {
    const page = await site.page(kind);
    await page.goto(`${site.url}/donnees-personnelles`);
    await until(() => row(page, 'Besoins').getByText('2 ans').count(), 'the periods in force', 40);
    await accessible(page, `personal data, ${name}`);
    await fits(page, `personal data, ${name}`);
    await picture(page, `personal-data-${name}`, {fullPage: true});
    await page.context().close();
  }
}

async function onAPhone(site) {
  const {cookies} = await site.administrator.context().storageState();
  const page = await site.page(PHONE, {storageState: {cookies, origins: []}});
  await page.goto(`${site.url}/conservation`);
  await until(() => row(page, 'Contacts').getByText('1, depuis').count(), 'what is due', 40);
  await accessible(page, 'retention on a phone');
  await fits(page, 'retention on a phone');
  await picture(page, 'retention-phone', {fullPage: true});
}

await tests(() => Site.open(process.argv[2]), {
  nothingIsErasedUnseen,
  handedOverThenErased,
  howLong,
  toldToEverybody,
  onAPhone
});
