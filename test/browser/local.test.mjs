// Businesses that the register lacks: added, found and mapped like any other, changed, matched with the register and parted again.
import {accessible, fail, faultless, fits, PHONE, picture, same, Site, tests, until} from './harness.mjs';
import {asker, ofDemonstration} from './people.mjs';

const OFFICER = 'developpement@pays-crecois.example';
const heading = (page) =>
  page
    .locator('h1')
    .innerText()
    .catch(() => '');
const comes = (page, title) => until(async () => (await heading(page)) === title, `the page « ${title} »`, 40);

async function signedIn(site) {
  return (site.officer ??= await ofDemonstration(site, OFFICER));
}

async function choose(page, label, words, option) {
  await page.getByRole('combobox', {name: label}).fill(words);
  await until(() => page.getByRole('option', {name: option}).count(), `${words} is proposed`, 40);
}

async function addedByKeyboard(site) {
  const page = await signedIn(site);
  await page.getByRole('link', {name: 'Ajouter une entreprise'}).click();
  await comes(page, 'Ajouter une entreprise');
  await accessible(page, 'the form of a business');
  await page.getByLabel('Nom', {exact: true}).fill('Le Four du Morin');
  await page.getByRole('radio', {name: /société/}).check();
  await choose(page, 'Activité', 'boulangerie', /10\.71C/);
  await accessible(page, 'proposals of activities');
  await picture(page, 'local-form-proposals');
  await page.keyboard.press('Escape');
  same(await page.locator('[role=option]').count(), 0, 'Escape closes the proposals');
  await choose(page, 'Activité', '10.71C', /10\.71C/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  if (!(await page.getByRole('combobox', {name: 'Activité'}).inputValue()).startsWith('10.71C')) fail('Enter chooses');
  await choose(page, 'Commune', 'Crécy-la', /^Crécy-la-Chapelle/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByLabel('Adresse', {exact: false}).first().fill('3 rue du Moulin');
  await page.getByRole('button', {name: 'Placer au milieu de la commune'}).click();
  await until(async () => /^48\.\d+, 2\.\d+$/.test(await page.getByLabel('Latitude, longitude').inputValue()), 'a place', 40);
  await until(() => page.locator('canvas').count(), 'the map', 40);
  await picture(page, 'local-form', {fullPage: true});
  await page.getByLabel('Comment on la connaît').fill('vu à l’ouverture');
  await page.getByRole('button', {name: 'Ajouter une entreprise'}).click();
  await comes(page, 'Le Four du Morin');
  await until(() => page.getByRole('heading', {name: 'Fiche locale'}).count(), 'that it is none of the register', 40);
  if (/SIRET/.test(await page.locator('header .line').innerText())) fail('a SIRET that it has not');
  await accessible(page, 'a local business');
  await picture(page, 'local-business', {fullPage: true});
  site.local = decodeURIComponent(new URL(page.url()).pathname.split('/').pop());
  faultless(page, 'a local business is added');
}

async function foundCountedAndMapped(site) {
  const page = await signedIn(site);
  const {row} = await asker(site, page)('GET', `/api/v1/establishments/${encodeURIComponent(site.local)}`);
  const {longitude, latitude} = row.position;
  await page.goto(`${site.url}/annuaire?q=${encodeURIComponent('four du morin')}&territory=77142`);
  await until(() => page.getByText('fiche locale').count(), 'it is found by its name', 40);
  await page.goto(`${site.url}/annuaire?radius=${longitude},${latitude},60&activity=10.71C`);
  await until(() => page.getByRole('link', {name: 'Le Four du Morin'}).count(), 'it is found by its place', 40);
  const [z, n] = [14, 2 ** 14];
  const x = Math.floor(((longitude + 180) / 360) * n);
  const y = Math.floor(((1 - Math.asinh(Math.tan((latitude * Math.PI) / 180)) / Math.PI) / 2) * n);
  const tile = await page.request.get(`${site.url}/api/v1/tiles/${z}/${x}/${y}?territory=77142`);
  if (!(await tile.body()).toString('latin1').includes(site.local)) fail('it is not on the map');
  faultless(page, 'a local business is found');
}

async function changed(site) {
  const page = await signedIn(site);
  await page.goto(`${site.url}/etablissements/${encodeURIComponent(site.local)}`);
  await page.getByRole('link', {name: /Modifier/}).click();
  await comes(page, 'Modifier la fiche locale');
  await until(() => page.getByLabel('Nom', {exact: true}).count(), 'the form', 40);
  await accessible(page, 'the form of a change');
  same(await page.getByLabel('Nom', {exact: true}).inputValue(), 'Le Four du Morin', 'what is known stands in it');
  await page.getByLabel('Nom', {exact: true}).fill('Au Four du Morin');
  await page.getByRole('checkbox', {name: 'L’entreprise est fermée'}).check();
  await page.getByLabel('Fermée le').fill('2026-06-30');
  await page.getByRole('button', {name: 'Enregistrer'}).click();
  await comes(page, 'Au Four du Morin');
  if (!(await page.locator('.state').innerText()).startsWith('fermé')) fail('it is not said to be closed');
  faultless(page, 'a change');
}

async function matchedAndParted(site) {
  const page = await signedIn(site);
  const ask = asker(site, page);
  const {rows} = await ask('GET', '/api/v1/establishments?territory=77142&diffusion=open&limit=50&chamber=cci');
  const row = rows.find((one) => one.name?.text && one.legal && !one.legal.code.startsWith('1')) ?? fail('no company');
  const body = {name: row.name.text, commune: '77142', naturalPerson: false, reason: 'essai'};
  const made = await ask('POST', '/api/v1/local-businesses', body);
  await page.goto(`${site.url}/fiches-locales`);
  await until(() => page.getByRole('rowheader', {name: row.name.text}).count(), 'it is listed', 40);
  await accessible(page, 'local entries');
  await picture(page, 'local-list');
  await page.getByRole('link', {name: `Rapprocher ${row.name.text}`}).click();
  await comes(page, 'Rapprocher d’un établissement du répertoire');
  const button = page.getByRole('button', {name: `C’est lui ${row.name.text}`}).first();
  await until(() => button.count(), 'it is proposed', 40);
  await accessible(page, 'candidates');
  await picture(page, 'local-match');
  await page.getByLabel('Nom, SIRET ou SIREN').fill(row.id);
  await page.getByRole('button', {name: 'Chercher'}).click();
  const second = page.locator('section', {has: page.getByRole('heading', {name: 'Chercher un autre'})});
  await until(() => second.getByRole('rowheader').count(), 'one is found by SIRET too', 40);
  await second.getByRole('button', {name: /^C’est lui/}).click();
  await accessible(page, 'the confirmation of a match');
  await page.keyboard.press('Escape');
  await until(async () => !(await page.getByRole('dialog').count()), 'Escape leaves it');
  same(
    await page.evaluate(() => document.activeElement.textContent.startsWith('C’est lui')),
    true,
    'the focus is where it was'
  );
  await button.click();
  await page.getByRole('dialog').getByRole('button', {name: 'Rapprocher'}).click();
  await until(() => page.url().endsWith(`/etablissements/${row.id}`), 'the establishment', 40);
  await until(() => page.getByText('Fiches locales rapprochées').count(), 'that they are one', 40);
  await accessible(page, 'an establishment with its local entry');
  await picture(page, 'local-matched');
  await page.goto(`${site.url}/etablissements/${encodeURIComponent(`local:${made.id}`)}`);
  await until(() => page.url().endsWith(`/etablissements/${row.id}`), 'the former link leads there', 40);
  await page.goto(`${site.url}/fiches-locales`);
  await page.getByRole('radio', {name: 'rapprochées', exact: true}).check();
  await until(() => page.getByRole('link', {name: /^\d{3}\s\d{3}/}).count(), 'the list says with whom', 40);
  await page.goto(`${site.url}/etablissements/${row.id}`);
  await page.getByRole('button', {name: 'Défaire le rapprochement'}).click();
  await until(async () => !(await page.getByText('Fiches locales rapprochées').count()), 'they are two again', 40);
  faultless(page, 'a match');
}

async function phoneAndDark(site) {
  const page = await ofDemonstration(site, 'conseil@cci77.example', PHONE, {colorScheme: 'dark'});
  await page.goto(`${site.url}/fiches-locales/ajouter`);
  await comes(page, 'Ajouter une entreprise');
  await until(() => page.locator('canvas').count(), 'the map', 40);
  await fits(page, 'the form on a phone');
  await accessible(page, 'the form on a phone, in the dark');
  await picture(page, 'local-form-phone', {fullPage: true});
  await page.goto(`${site.url}/fiches-locales`);
  await until(() => page.locator('tbody tr').count(), 'what a partner added', 40);
  await fits(page, 'local entries on a phone');
  await accessible(page, 'local entries on a phone, in the dark');
  await picture(page, 'local-list-phone', {fullPage: true});
  await page
    .locator('tbody')
    .getByRole('link', {name: /^Rapprocher/})
    .first()
    .click();
  await until(() => page.locator('h2').count(), 'the match', 40);
  await fits(page, 'the match on a phone');
  await accessible(page, 'the match on a phone, in the dark');
  await picture(page, 'local-match-phone', {fullPage: true});
  await page.goto(`${site.url}/etablissements/${encodeURIComponent(site.local)}`);
  await until(() => page.getByRole('heading', {name: 'Fiche locale'}).count(), 'its page', 40);
  await fits(page, 'a local business on a phone');
  await picture(page, 'local-business-phone', {fullPage: true});
  faultless(page, 'the phone');
}

async function notForAnalysts(site) {
  const page = await ofDemonstration(site, 'observatoire@pays-crecois.example');
  await until(() => page.locator('tbody tr').count(), 'the directory', 40);
  same(await page.getByRole('link', {name: 'Ajouter une entreprise'}).count(), 0, 'no way to add');
  same(await page.getByRole('checkbox', {name: /^Choisir/}).count(), 0, 'nothing to choose');
  await page.goto(`${site.url}/fiches-locales/ajouter`);
  await comes(page, 'Cette page n’est pas ouverte à votre rôle');
}

await tests(() => Site.open(process.argv[2]), {
  addedByKeyboard,
  foundCountedAndMapped,
  changed,
  matchedAndParted,
  phoneAndDark,
  notForAnalysts
});
