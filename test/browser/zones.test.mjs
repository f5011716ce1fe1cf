// Zones from files: imported, shown on the map, named in chip and address, renamed, deleted; and the contours of communes below them.
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {accessible, DESKTOP, fail, faultless, PHONE, picture, run, same, Site, tests, until} from './harness.mjs';
import {firstAdministrator} from './people.mjs';

// The same page serves all tests.
async function signedIn(site) {
  return (site.agentPage ??= await firstAdministrator(site));
}

const CRECOIS = `/annuaire?territory=${encodeURIComponent('epci:247700438')}`;
const RING = [
  [2.86, 48.83],
  [2.95, 48.84],
  [2.96, 48.88],
  [2.9, 48.87],
  [2.86, 48.83]
];
const figure = (text) => Number(text.replace(/[^\d]/g, ''));
const heading = async (page) => figure(await page.locator('#count').innerText());
const settled = (page) => until(async () => (await page.locator('table[aria-busy="false"]').count()) === 1, 'the list', 40);
const status = (page) => page.locator('.zones > [role=status]');

function geojson(ring) {
  const collection = {
    type: 'FeatureCollection',
    features: [{type: 'Feature', properties: {}, geometry: {type: 'Polygon', coordinates: [ring]}}]
  };
  return Buffer.from(JSON.stringify(collection));
}

async function openMenu(page) {
  await until(() => page.getByRole('button', {name: 'Zones', exact: true}).count(), 'the menu of zones', 40);
  if (await page.locator('.zones').count()) return;
  await page.getByRole('button', {name: 'Zones', exact: true}).click();
  await until(() => page.locator('.zones').count(), 'its panel');
}

async function bring(page, name, buffer) {
  await openMenu(page);
  await page.getByLabel('Importer une zone').setInputFiles({name, mimeType: 'application/geo+json', buffer});
  await page.getByRole('button', {name: 'Importer', exact: true}).click();
}

async function importsAndShows(site) {
  const page = await signedIn(site);
  await page.goto(site.url + CRECOIS);
  await settled(page);
  const all = await heading(page);
  await openMenu(page);
  await page.getByText('Aucune zone.').waitFor();
  await accessible(page, 'the empty menu of zones');
  await page.getByLabel('Importer une zone').focus();
  await bring(page, 'Lit majeur.geojson', geojson(RING));
  await until(async () => /Lit majeur.*importée/.test(await status(page).innerText()), 'that it was imported', 40);
  await until(() => page.url().includes('zone='), 'the address holds it');
  await settled(page);
  await until(async () => (await heading(page)) < all, 'the list follows');
  const drawn = RING.slice(0, -1).flat().join(',');
  const counted = await page.request.get(`${site.url}/api/v1/count?territory=epci:247700438&polygon=${drawn}`);
  same(await heading(page), (await counted.json()).total, 'as many as in the same polygon, drawn');
  await until(() => page.locator('.chips').getByText('Lit majeur').count(), 'the chip names it');
  await accessible(page, 'the menu of zones');
  await page.keyboard.press('Escape');
  await until(async () => !(await page.locator('.zones').count()), 'Escape closes the menu');
  await new Promise((done) => setTimeout(done, 1500));
  await picture(page, 'zone');

  const copy = await site.page(DESKTOP, {storageState: await page.context().storageState()});
  await copy.goto(page.url());
  await settled(copy);
  same(await heading(copy), await heading(page), 'a copied link');
  faultless(copy, 'a copied link');
  faultless(page, 'import');
}

async function saysWhatIsWrong(site) {
  const page = await signedIn(site);
  await page.goto(site.url + CRECOIS);
  await settled(page);
  await bring(page, 'texte.geojson', Buffer.from('ceci n’est pas une zone'));
  await until(async () => /n'a pas pu être lu/.test(await status(page).innerText()), 'that it cannot be read', 40);
  await bring(page, 'ailleurs.geojson', geojson(RING.map(([x, y]) => [y, x])));
  await until(async () => /hors de France/.test(await status(page).innerText()), 'that it lies elsewhere', 40);
  await page.getByLabel('Importer une zone').setInputFiles([]);
  await page.getByRole('button', {name: 'Importer', exact: true}).click();
  await until(async () => /Choisissez d’abord/.test(await status(page).innerText()), 'that a file is wanted');
  if (page.url().includes('zone=')) fail('a zone that is none is in the address');
  faultless(page, 'mistakes');
}

async function namesSharesDeletes(site) {
  const page = await signedIn(site);
  await page.goto(site.url + CRECOIS);
  await settled(page);
  await openMenu(page);
  await page.getByRole('button', {name: /^Lit majeur/}).click();
  await until(() => page.locator('.chips').getByText('Lit majeur').count(), 'the zone of the list is the question');
  await settled(page);
  const inside = await heading(page);
  await openMenu(page);
  await page.getByRole('button', {name: 'Modifier Lit majeur'}).click();
  await page.getByLabel('Nom', {exact: true}).fill('Lit majeur du Morin');
  await page.getByLabel('Qui la voit').selectOption('organisation');
  await accessible(page, 'the form of a zone');
  await page.getByRole('button', {name: 'Enregistrer'}).click();
  await until(() => page.locator('.chips').getByText('Lit majeur du Morin').count(), 'the new name in the chip', 40);
  await until(() => page.getByRole('button', {name: /Lit majeur du Morin.*mon organisation/}).count(), 'who sees it');
  await page.getByRole('button', {name: 'Modifier Lit majeur du Morin'}).click();
  await page.getByRole('button', {name: 'Supprimer', exact: true}).click();
  await page.getByText('ne répondront plus').waitFor();
  await page.getByRole('button', {name: 'Supprimer définitivement'}).click();
  await until(async () => /supprimée/.test(await status(page).innerText()), 'that it is gone', 40);
  await until(() => !page.url().includes('zone='), 'the question goes without it');
  await settled(page);
  await until(async () => (await heading(page)) > inside, 'the whole list');
  faultless(page, 'a zone of its owner');
}

async function phone(site) {
  const desk = await signedIn(site);
  const page = await site.page(PHONE, {storageState: await desk.context().storageState()});
  await page.goto(site.url + CRECOIS);
  await settled(page);
  await page.getByRole('button', {name: 'Carte'}).tap();
  await openMenu(page);
  await accessible(page, 'zones on a phone');
  await bring(page, 'Quartier.geojson', geojson(RING));
  await until(async () => /Quartier.*importée/.test(await status(page).innerText()), 'imported on a phone', 40);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  if (wide > 360) fail(`the page is ${wide} pixels wide`);
  await picture(page, 'zone-phone');
  faultless(page, 'a phone');
}

// A grid of communes, not their true limits.
function communes(codes) {
  const features = codes.map((code, at) => {
    const [x, y] = [2.75 + 0.06 * (at % 5), 48.78 + 0.04 * Math.floor(at / 5)];
    const ring = [
      [x, y],
      [x + 0.06, y],
      [x + 0.06, y + 0.04],
      [x, y + 0.04],
      [x, y]
    ];
    return {type: 'Feature', properties: {code}, geometry: {type: 'Polygon', coordinates: [ring]}};
  });
  return JSON.stringify({type: 'FeatureCollection', features});
}

async function contours(site) {
  const page = await signedIn(site);
  const asked = await page.request.get(`${site.url}/api/v1/count?territory=epci:247700438&by=commune`);
  const codes = (await asked.json()).by.buckets.map((one) => one.key);
  const file = join(site.folder, 'communes.geojson');
  writeFileSync(file, communes(codes));
  run(site.binary, 'contours', file, '--data', site.data, '--source', 'Grille d’essai', '--vintage', '2026-01-02');
  await until(
    async () => (await page.request.get(`${site.url}/api/v1/contours/epci:247700438`)).ok(),
    'the server has taken them up',
    40
  );
  await page.goto(site.url + CRECOIS);
  await settled(page);
  await until(
    () => page.getByText(/Contours des communes.*Grille d’essai, 2.janvier.2026/).count(),
    'source and date on the map',
    40
  );
  await new Promise((done) => setTimeout(done, 1000));
  await picture(page, 'contours');
  await accessible(page, 'the map with contours');
  faultless(page, 'contours');
}

await tests(() => Site.open(process.argv[2]), {importsAndShows, saysWhatIsWrong, namesSharesDeletes, phone, contours});
