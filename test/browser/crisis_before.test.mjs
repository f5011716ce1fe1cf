// Before a flood: a known hazard zone is imported, the page tells who is exposed and what is missing, what is noted of a business is on
// the list and in its case once a crisis is opened, and the zone is replaced and dropped.
import {accessible, faultless, fits, PHONE, picture, Site, tests, until} from './harness.mjs';
import {asker} from './people.mjs';
import {signedConvention} from './conventions.mjs';

const button = (page, name) => page.getByRole('button', {name, exact: true});
const dialog = (page) => page.getByRole('dialog');
const part = (page, name) => page.getByRole('region', {name, exact: true});

// Around the middle of what the fictitious register has in Crécy-la-Chapelle.
async function aroundTheTown(site) {
  const ask = asker(site, site.coordinator);
  const {rows} = await ask('GET', '/api/v1/establishments?territory=77142&field=all&state=any&limit=500');
  const points = rows.map((row) => row.position).filter((it) => it && !it.masked);
  const middle = (name) => points.map((it) => it[name]).sort((a, b) => a - b)[Math.floor(points.length / 2)];
  const [x, y] = [middle('longitude'), middle('latitude')];
  const ring = [
    [-0.05, -0.04],
    [0.09, -0.04],
    [0.1, 0.04],
    [0, 0.07],
    [-0.05, -0.04]
  ].map(([dx, dy]) => [x + dx, y + dy]);
  const area = {type: 'Feature', properties: {}, geometry: {type: 'Polygon', coordinates: [ring]}};
  return Buffer.from(JSON.stringify({type: 'FeatureCollection', features: [area]}));
}

async function aZoneIsImported(site) {
  await signedConvention(site);
  const page = site.coordinator;
  await page.goto(`${site.url}/crises`);
  await page.getByRole('link', {name: 'Avant la crise'}).click();
  await until(() => page.getByText('Aucune zone d’aléa connue sur votre territoire.').count(), 'nothing known yet');
  await accessible(page, 'before any zone');
  await button(page, 'Importer une zone').click();
  const buffer = await aroundTheTown(site);
  await dialog(page)
    .getByLabel('Fichier', {exact: true})
    .setInputFiles({name: 'ppri.geojson', mimeType: 'application/geo+json', buffer});
  await dialog(page).getByLabel('Nom', {exact: true}).fill('PPRI du Grand Morin');
  await dialog(page).getByLabel('Source').fill('DDT 77');
  await dialog(page).getByLabel('Date de l’édition').fill('2010-11-12');
  await dialog(page).getByLabel('Niveau d’aléa').selectOption('high');
  await accessible(page, 'the form of a zone');
  await picture(page, 'exposure-import');
  await button(dialog(page), 'Importer une zone').click();
  await until(() => page.getByText('« PPRI du Grand Morin » est importée').count(), 'imported');
  await until(() => part(page, 'Ce qui manque, par partenaire').count(), 'what is missing');
  await accessible(page, 'who is exposed');
  await picture(page, 'exposure-page', {fullPage: true});
  faultless(page, 'an imported zone');
}

async function whatIsMissingLeadsToItsList(site) {
  const page = site.coordinator;
  const link = part(page, 'Ce qui manque, par partenaire').getByRole('link', {name: /^Sans plan de continuité : Toutes/});
  const count = Number((await link.textContent()).replace(/\D/g, ''));
  if (count < 5) throw new Error(`${count} businesses are too few to try anything on`);
  await link.click();
  await until(() => page.getByRole('heading', {name: 'Entreprises exposées'}).count(), 'the list');
  const said = page.getByText(/^[\d\s]+\sentreprises/).first();
  await until(async () => Number((await said.textContent()).replace(/\D/g, '')) === count, 'as many as the figure says');
  await accessible(page, 'the list');
  await picture(page, 'exposure-list', {fullPage: true});
  faultless(page, 'the list');
}

async function readinessIsNoted(site) {
  const page = site.coordinator;
  const ask = asker(site, page);
  const {businesses} = await ask('GET', '/api/v1/exposure/businesses?located=yes&limit=1');
  site.business = businesses[0].business;
  const channels = [{kind: 'phone', value: '06 12 34 56 78', purposes: ['crisis']}];
  const person = {name: 'Jeanne Nuit', function: 'gérante', channels};
  await ask('POST', `/api/v1/establishments/${site.business}/contacts`, person);
  await page.goto(`${site.url}/etablissements/${site.business}`);
  const exposure = part(page, 'Exposition et préparation');
  await until(() => exposure.getByText('Dans une zone d’aléa connue').count(), 'where it lies');
  await exposure.getByRole('button', {name: /^Noter la préparation/}).click();
  await dialog(page).getByLabel('Contact d’urgence').selectOption('named');
  await dialog(page).getByLabel('Qui appeler, même la nuit').selectOption({label: 'Jeanne Nuit'});
  await dialog(page).getByLabel('Assurance').selectOption('yes');
  await dialog(page).getByLabel('Plan de continuité').selectOption('in_progress');
  await dialog(page).getByLabel('Remarque').fill('Stock au sous-sol');
  await accessible(page, 'the form of readiness');
  await picture(page, 'exposure-form');
  await button(dialog(page), 'Enregistrer').click();
  await until(() => exposure.getByText('06 12 34 56 78').count(), 'whom to call');
  await until(() => exposure.getByText('Stock au sous-sol').count(), 'the remark');
  await accessible(page, 'a business and its readiness');
  await picture(page, 'exposure-business', {fullPage: true});
  await page.goto(`${site.url}/crises/avant/entreprises?located=yes`);
  await until(() => page.getByText('Jeanne Nuit').count(), 'on the list too');
  faultless(page, 'readiness');
}

async function aCrisisKnowsIt(site) {
  const page = site.coordinator;
  const ask = asker(site, page);
  const beganAt = new Date(Date.now() - 3_600_000).toISOString();
  const {id} = await ask('POST', '/api/v1/crises', {kind: 'flood', title: 'Crue', description: '', beganAt});
  await page.goto(`${site.url}/crises/${id}/zone`);
  await page.getByLabel('Un fichier de zones').check();
  await page.getByRole('combobox', {name: 'Fichier de zones'}).selectOption({label: 'PPRI du Grand Morin'});
  await button(page, 'Faire la liste').click();
  await page.waitForURL(/liste/);
  const {cases} = await ask('GET', `/api/v1/crises/${id}/cases?limit=500`);
  const fiche = cases.find((one) => one.business === site.business).id;
  await page.goto(`${site.url}/crises/${id}/fiches/${fiche}`);
  const known = part(page, 'Ce qu’on savait avant la crue');
  await until(() => known.getByText('Jeanne Nuit').count(), 'whom to call, in the case');
  await accessible(page, 'a case that was prepared');
  await picture(page, 'exposure-case', {fullPage: true});
  faultless(page, 'a case');
}

async function onAPhone(site) {
  const storageState = await site.coordinator.context().storageState();
  const context = await site.browser.newContext({...PHONE, locale: 'fr-FR', storageState});
  const page = await context.newPage();
  for (const [name, path, heading] of [
    ['page', '/crises/avant', 'Avant la crise'],
    ['list', '/crises/avant/entreprises?located=yes', 'Entreprises exposées'],
    ['business', `/etablissements/${site.business}`, 'Exposition et préparation']
  ]) {
    await page.goto(site.url + path);
    await until(() => page.getByRole('heading', {name: heading, exact: true}).count(), name);
    await page.waitForTimeout(700);
    await fits(page, `the ${name} on a phone`);
    await picture(page, `exposure-phone-${name}`, {fullPage: true});
  }
  await context.close();
}

async function replacedAndDropped(site) {
  const page = site.coordinator;
  await page.goto(`${site.url}/crises/avant`);
  await button(page, 'Remplacer : PPRI du Grand Morin').click();
  const buffer = await aroundTheTown(site);
  await dialog(page)
    .getByLabel('Fichier', {exact: true})
    .setInputFiles({name: 'ppri2.geojson', mimeType: 'application/geo+json', buffer});
  await dialog(page).getByLabel('Date de l’édition').fill('2026-01-15');
  await button(dialog(page), 'Remplacer').click();
  await until(() => page.getByText('2ᵉ édition').count(), 'a newer edition');
  await button(page, 'Retirer : PPRI du Grand Morin').click();
  await button(dialog(page), 'Retirer').click();
  await until(() => page.getByText('Aucune zone d’aléa connue sur votre territoire.').count(), 'dropped');
  faultless(page, 'a zone dropped');
}

await tests(() => Site.open(process.argv[2]), {
  aZoneIsImported,
  whatIsMissingLeadsToItsList,
  readinessIsNoted,
  aCrisisKnowsIt,
  onAPhone,
  replacedAndDropped
});
