// Farms of a flood on the fictitious territory: a layer of parcels is loaded, the zone touches them, an agent says whose they are, the
// farm comes on the list, its losses are noted by heading with the compensation of each.
import {writeFileSync, mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {accessible, faultless, fits, picture, same, Site, tests, until} from './harness.mjs';
import {button, dialog, part, signedConvention} from './conventions.mjs';
import {asker} from './people.mjs';

const [WEST, SOUTH, STEP] = [2.87, 48.87, 0.002];
const spaced = (text) => text.replace(/[\u00a0\u202f]/g, ' ');
const says = async (place, text) => spaced(await place.innerText()).includes(text);
const YEAR = String(new Date().getFullYear());

function square(place) {
  const [x, y] = [WEST + place * STEP, SOUTH];
  return [
    [x, y],
    [x + STEP, y],
    [x + STEP, y + STEP],
    [x, y + STEP],
    [x, y]
  ];
}
function parcel(place, group, crop, surface, commune) {
  const properties = {
    ID_PARCEL: String(4100 + place),
    SURF_PARC: surface,
    CODE_CULTU: crop,
    CODE_GROUP: group,
    INSEE_COM: commune
  };
  return {type: 'Feature', properties, geometry: {type: 'Polygon', coordinates: [square(place)]}};
}

async function aRoomWithAZone(site) {
  await signedConvention(site);
  const ask = asker(site, site.coordinator);
  const {territories} = await ask('GET', '/api/v1/territories?name=Couilly-Pont-aux-Dames');
  site.commune = territories.find((one) => one.kind === 'commune').id;
  const {rows} = await ask('GET', `/api/v1/establishments?territory=commune:${site.commune}&limit=50`);
  site.farm = rows.find((one) => one.name?.text);
  const {id} = await ask('POST', '/api/v1/crises', {
    kind: 'flood',
    title: 'Crue du Grand Morin',
    beganAt: new Date(Date.now() - 5 * 86_400_000).toISOString()
  });
  site.id = id;
  site.room = `${site.url}/crises/${id}`;
  site.ask = ask;
}

async function aLayerIsLoaded(site) {
  const page = site.coordinator;
  await page.goto(`${site.url}/crises`);
  await page.getByRole('link', {name: 'Couches de parcelles'}).click();
  await until(() => page.getByText('Aucune couche.').count(), 'there is none');
  await button(page, 'Charger un fichier').click();
  const features = [
    parcel(0, '1', 'BTH', 3.25, site.commune),
    parcel(1, '2', 'MIS', 3.25, site.commune),
    parcel(2, '18', 'PPH', 3.25, site.commune),
    parcel(3, '18', 'PPH', 9999, site.commune)
  ];
  const file = join(mkdtempSync(join(tmpdir(), 'parcels-')), 'parcelles.geojson');
  writeFileSync(file, JSON.stringify({type: 'FeatureCollection', features}));
  await dialog(page).getByLabel('Fichier', {exact: true}).setInputFiles(file);
  await dialog(page).getByLabel('Année (millésime)').fill(YEAR);
  await dialog(page)
    .getByLabel(/^Territoire/)
    .fill('77');
  await accessible(page, 'the form of a layer');
  await button(dialog(page), 'Charger').click();
  await until(() => page.getByText(/3\sparcelles chargées/).count(), 'it is said');
  await until(() => page.getByText('surface hors bornes').count(), 'what was refused');
  await accessible(page, 'the layers');
  await picture(page, 'crisis-layers', {fullPage: true});
  faultless(page, 'the layers');
}

async function theZoneTouchesThem(site) {
  const east = WEST + 2.5 * STEP;
  const corners = [
    [WEST - 0.001, SOUTH - 0.001],
    [east, SOUTH - 0.001],
    [east, SOUTH + STEP * 2],
    [WEST - 0.001, SOUTH + STEP * 2]
  ];
  const outline = {type: 'Polygon', coordinates: [[...corners, corners[0]]]};
  const made = await site.ask('POST', `/api/v1/crises/${site.id}/zones`, {source: 'drawn', outline, field: 'agricultural'});
  same(made.parcels, 3, 'parcels that the zone touches');
  const page = site.coordinator;
  await page.goto(site.room);
  const land = part(page, 'Exploitations et parcelles');
  await until(() => land.getByRole('table').count(), 'the areas');
  same(await says(land, 'Prairies permanentes'), true, 'the crop group');
  same(await says(land, '3 parcelles touchées'), true, 'how many');
  await accessible(page, 'the room with its land');
  await land.scrollIntoViewIfNeeded();
  await picture(page, 'crisis-land');
  await land.getByRole('link', {name: 'Rattacher les parcelles'}).click();
}

async function anAgentSaysWhoseTheyAre(site) {
  const page = site.coordinator;
  await until(() => page.locator('tbody tr').count(), 'the parcels');
  for (const key of ['4100', '4101', '4102']) await page.getByRole('checkbox', {name: `Choisir la parcelle ${key}`}).check();
  const look = page.getByRole('combobox', {name: /^Exploitation à rattacher/});
  await look.fill(site.farm.name.text);
  await page
    .getByRole('listbox', {name: /^Exploitation à rattacher/})
    .getByRole('option')
    .first()
    .click();
  await accessible(page, 'parcels to link');
  await picture(page, 'crisis-parcels', {fullPage: true});
  await button(page, 'Rattacher').click();
  await until(() => page.getByText(/3\sparcelles rattachées/).count(), 'it is said');
  await until(() => page.getByText('L’exploitation est dans la liste.').count(), 'it came on the list');
  const {cases} = await site.ask('GET', `/api/v1/crises/${site.id}/cases?entry=parcels`);
  same(cases.length, 1, 'one farm by its parcels');
  site.case = `${site.room}/fiches/${cases[0].id}`;
  faultless(page, 'linking');
}

async function lossesByHeading(site) {
  const page = site.coordinator;
  await page.goto(site.case);
  const land = part(page, 'Terres et pertes de l’exploitation');
  await until(
    () => land.getByText('Assurance récolte et indemnisation de solidarité nationale').count(),
    'the compensation of harvests'
  );
  await button(land, 'Noter les pertes').click();
  await land.getByLabel('Perdu (%), Blé tendre').fill('50');
  await land.getByLabel('Rendement (q/ha), Blé tendre').fill('80');
  await land.getByLabel('Prix (€/t), Blé tendre').fill('200');
  await land.getByRole('button', {name: /comme montant des récoltes$/}).click();
  await land.getByLabel('Morts, Bovins').fill('3');
  await accessible(page, 'losses of a farm');
  await picture(page, 'crisis-farm-losses', {fullPage: true});
  await button(land, 'Enregistrer les pertes').click();
  await until(() => page.getByText('Les pertes sont notées, comme un signalement de la fiche.').count(), 'it is said');
  await until(async () => /€/.test(await land.getByRole('row', {name: /^Récoltes/}).innerText()), 'what was said of harvests');
  const {findings} = await site.ask('GET', `/api/v1/crises/${site.id}/situation`);
  const harvest = findings.losses.find((one) => one.heading === 'harvest');
  // 3.25 ha and some, half of 80 q/ha at 200 €/t.
  same(harvest.sum.from > 2400 && harvest.sum.from < 2800, true, `the amount of harvests, ${harvest.sum.from}`);
  await picture(page, 'crisis-farm', {fullPage: true});
  faultless(page, 'losses');
}

async function onAPhone(site) {
  const page = site.coordinator;
  await page.setViewportSize({width: 360, height: 780});
  for (const [address, wait, name] of [
    [site.case, 'Terres et pertes de l’exploitation', 'crisis-farm-phone'],
    [`${site.room}/parcelles`, 'Parcelles touchées', 'crisis-parcels-phone'],
    [`${site.url}/crises/couches`, 'Couches de parcelles', 'crisis-layers-phone'],
    [site.room, 'Exploitations et parcelles', 'crisis-land-phone']
  ]) {
    await page.goto(address);
    await until(() => page.getByRole('heading', {name: wait}).count(), name);
    await page.waitForTimeout(500);
    await fits(page, name);
    await picture(page, name, {fullPage: true});
    // The room's other tables are wider than a phone, and are looked at where they stand.
    if (address !== site.room) await accessible(page, name);
  }
}

await tests(() => Site.open(process.argv[2]), {
  aRoomWithAZone,
  aLayerIsLoaded,
  theZoneTouchesThem,
  anAgentSaysWhoseTheyAre,
  lossesByHeading,
  onAPhone
});
