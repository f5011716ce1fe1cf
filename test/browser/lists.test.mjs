// Portfolios, tags and selections; several rows of the directory at once; files of what was found, and their rows in the journal.
import {inflateRawSync} from 'node:zlib';
import {readFileSync} from 'node:fs';
import {accessible, fail, faultless, fits, PHONE, picture, same, Site, tests, until} from './harness.mjs';
import {asker, firstAdministrator} from './people.mjs';

async function signedIn(site) {
  return (site.administrator ??= await firstAdministrator(site));
}
const figure = (text) => Number(text.replace(/[^\d]/g, ''));

async function portfoliosAndTags(site) {
  const page = await signedIn(site);
  await page.goto(`${site.url}/annuaire`);
  await page.getByRole('link', {name: 'Listes'}).click();
  await until(() => page.getByText('Aucun portefeuille').count(), 'the page of lists', 40);
  await accessible(page, 'empty lists');
  await page.getByLabel('Nom du portefeuille').fill('Commerces du bourg');
  await page.getByRole('button', {name: 'Créer le portefeuille'}).click();
  await until(() => page.getByRole('rowheader', {name: 'Commerces du bourg'}).count(), 'the portfolio', 40);
  await page.getByRole('button', {name: 'Renommer Commerces du bourg'}).click();
  await accessible(page, 'the form of a name');
  await page.getByRole('dialog').getByLabel('Nom').fill('Commerces de Crécy');
  await page.getByRole('button', {name: 'Enregistrer'}).click();
  await until(() => page.getByRole('rowheader', {name: 'Commerces de Crécy'}).count(), 'its new name', 40);
  faultless(page, 'portfolios');
}

async function severalRows(site) {
  const page = await signedIn(site);
  await page.goto(`${site.url}/annuaire?territory=77142&activity=G`);
  await until(() => page.locator('tbody tr').count(), 'the shops', 40);
  const picks = page.getByRole('checkbox', {name: /^Choisir /});
  await picks.nth(1).check();
  await until(() => page.getByText('1 établissement choisi').count(), 'the bar', 40);
  await picks.nth(2).check();
  await picks.nth(3).check();
  await accessible(page, 'rows chosen');
  await picture(page, 'directory-chosen');
  await page.getByRole('button', {name: 'Poser une étiquette'}).click();
  await accessible(page, 'a tag for several');
  await page.getByRole('dialog').getByLabel('Étiquette').fill('braderie');
  await page.getByRole('dialog').getByRole('button', {name: 'Poser une étiquette'}).click();
  await until(() => page.getByText('posée sur 3 établissements').count(), 'what was done', 40);
  await page.getByRole('button', {name: 'Mettre dans un portefeuille'}).click();
  await page.getByRole('dialog').getByRole('button', {name: 'Mettre dans un portefeuille'}).click();
  await until(() => page.getByText('3 établissements mis dans').count(), 'they are in it', 40);
  const facet = page.getByRole('checkbox', {name: /^braderie/});
  await until(() => facet.count(), 'the tag is a filter', 40);
  await facet.check();
  await until(async () => figure(await page.locator('#count').innerText()) === 3, 'it finds the three', 40);
  await until(async () => !(await page.getByText('établissements choisis').count()), 'other rows: none is chosen', 40);
  await page.getByRole('checkbox', {name: 'Choisir toutes les lignes affichées'}).check();
  await page.getByRole('button', {name: 'Sortir d’un portefeuille'}).click();
  await page.getByRole('dialog').getByRole('button', {name: 'Sortir d’un portefeuille'}).click();
  await until(() => page.getByText('3 établissements sortis').count(), 'they are out of it', 40);
  await page.locator('tbody a').first().click();
  await until(() => page.getByRole('button', {name: 'Mettre', exact: true}).count(), 'the portfolio, on the page of one', 40);
  await page.getByRole('button', {name: 'Mettre', exact: true}).click();
  await until(() => page.getByRole('button', {name: 'Retirer Commerces de Crécy'}).count(), 'it is in it', 40);
  faultless(page, 'several rows');
}

async function tagsAreKept(site) {
  const page = await signedIn(site);
  await page.goto(`${site.url}/portefeuilles`);
  await until(() => page.getByRole('rowheader', {name: 'braderie'}).count(), 'the tag', 40);
  await accessible(page, 'lists');
  await picture(page, 'lists', {fullPage: true});
  await page.getByRole('button', {name: 'Ne plus partager braderie'}).click();
  await until(() => page.getByRole('button', {name: 'Partager braderie'}).count(), 'it is the organisation’s alone', 40);
  await page.getByRole('button', {name: 'Renommer braderie'}).click();
  await page.getByRole('dialog').getByLabel('Nom').fill('braderie 2026');
  await page.getByRole('button', {name: 'Enregistrer'}).click();
  await until(() => page.getByRole('rowheader', {name: 'braderie 2026'}).count(), 'its new name', 40);
  await page.getByRole('link', {name: 'braderie 2026'}).click();
  await until(async () => figure(await page.locator('#count').innerText()) === 3, 'the directory of the tag', 40);
  await page.goBack();
  await until(() => page.getByRole('button', {name: 'Supprimer braderie 2026'}).count(), 'the lists', 40);
  await page.getByRole('button', {name: 'Supprimer braderie 2026'}).click();
  await accessible(page, 'the deletion of a tag');
  await page.getByRole('dialog').getByRole('button', {name: 'Supprimer'}).click();
  await until(async () => !(await page.getByRole('rowheader', {name: 'braderie 2026'}).count()), 'it is gone', 40);
  faultless(page, 'tags');
}

async function selections(site) {
  const page = await signedIn(site);
  const ask = asker(site, page);
  const query = 'territory=77142&activity=F';
  const made = await ask('POST', '/api/v1/selections', {name: 'Artisans', query, shared: false});
  await ask('PUT', `/api/v1/selections/${made.id}/seen`);
  const body = {name: 'Maçonnerie neuve', commune: '77142', activity: {nomenclature: 'NAFRev2', code: '43.99C'}};
  const added = await ask('POST', '/api/v1/local-businesses', {...body, naturalPerson: false, reason: 'essai'});
  await page.goto(`${site.url}/selections`);
  await until(() => page.getByRole('rowheader', {name: 'Artisans'}).count(), 'the selection', 40);
  await page.getByRole('button', {name: 'Ce qui a changé Artisans'}).click();
  await until(() => page.getByRole('link', {name: 'Maçonnerie neuve'}).count(), 'who came in, by name', 40);
  same(
    await page.getByRole('link', {name: 'Maçonnerie neuve'}).getAttribute('href'),
    `/etablissements/${encodeURIComponent(added.business)}`,
    'the way to it'
  );
  await accessible(page, 'selections with changes');
  await picture(page, 'selections', {fullPage: true});
  await page.getByRole('button', {name: 'J’ai vu'}).click();
  await until(() => page.getByText('Noté').count(), 'it is noted', 40);
  await page.getByRole('button', {name: 'Renommer, partager Artisans'}).click();
  await page.getByRole('dialog').getByLabel('Nom').fill('Artisans du bâtiment');
  await page.getByRole('checkbox', {name: 'Partager dans mon organisation'}).check();
  await accessible(page, 'the form of a selection');
  await page.getByRole('button', {name: 'Enregistrer'}).click();
  await until(() => page.getByText('partagée').count(), 'it is shared', 40);
  await page.getByRole('button', {name: 'Supprimer Artisans du bâtiment'}).click();
  await page.getByRole('dialog').getByRole('button', {name: 'Supprimer'}).click();
  await until(() => page.getByText('Aucune sélection').count(), 'it is gone', 40);
  faultless(page, 'selections');
}

// The first file of a workbook's archive that has that name, without a library: the central directory leads to it.
function partOf(archive, name) {
  for (let at = archive.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0; at = archive.indexOf('PK\x01\x02', at + 4, 'latin1')) {
    const length = archive.readUInt16LE(at + 28);
    if (archive.toString('utf8', at + 46, at + 46 + length) !== name) continue;
    const [packed, start] = [archive.readUInt32LE(at + 20), archive.readUInt32LE(at + 42)];
    const body = start + 30 + archive.readUInt16LE(start + 26) + archive.readUInt16LE(start + 28);
    const bytes = archive.subarray(body, body + packed);
    return (archive.readUInt16LE(at + 10) === 8 ? inflateRawSync(bytes) : bytes).toString('utf8');
  }
  return fail(`no ${name} in the workbook`);
}

async function filesArrive(site) {
  const page = await signedIn(site);
  await page.goto(`${site.url}/annuaire?territory=77142&activity=G`);
  await until(() => page.locator('tbody tr').count(), 'the shops', 40);
  const total = figure(await page.locator('#count').innerText());
  const names = await page.locator('tbody td.name a').allInnerTexts();
  const taken = async (item) => {
    await page.getByRole('button', {name: 'Partager'}).click();
    const link = page.getByRole('link', {name: item});
    await until(() => link.count(), item, 40);
    await accessible(page, 'the menu of files');
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    return {name: download.suggestedFilename(), bytes: readFileSync(await download.path())};
  };
  const csv = await taken('Télécharger en CSV');
  const lines = csv.bytes.toString('utf8').trimEnd().split('\n');
  if (!csv.name.endsWith('.csv') || lines.length < total + 1) fail(`${csv.name}: ${lines.length} lines for ${total} rows`);
  for (const name of names.slice(0, 5)) if (!csv.bytes.toString('utf8').includes(name)) fail(`the CSV lacks ${name}`);
  const geojson = await taken('Télécharger pour une carte');
  const map = JSON.parse(geojson.bytes.toString('utf8'));
  const {rows: listed} = await asker(site, page)('GET', '/api/v1/establishments?territory=77142&activity=G&limit=1000');
  const placed = listed.filter((one) => one.position?.longitude).length;
  same([map.type, map.features.length, listed.length], ['FeatureCollection', placed, total], 'the GeoJSON');
  const xlsx = await taken('Télécharger pour un tableur');
  const sheet = partOf(xlsx.bytes, 'xl/worksheets/sheet1.xml');
  const written = (sheet.match(/<row /g) ?? []).length;
  if (written < total + 1) fail(`the workbook has ${written} lines for ${total} rows`);
  if (!partOf(xlsx.bytes, 'xl/workbook.xml').includes('Source')) fail('the workbook does not say its source');
  await page.goto(`${site.url}/journal`);
  await until(
    async () => (await page.getByRole('cell', {name: 'fichier téléchargé'}).count()) === 3,
    'three rows of the journal',
    40
  );
  const told = await page.locator('tbody').innerText();
  for (const format of ['csv', 'xlsx', 'geojson']) if (!told.includes(format)) fail(`the journal does not name ${format}`);
  if (!told.includes('activity') || !told.includes(String(total))) fail('the journal lacks the filter or the count');
  faultless(page, 'files');
}

async function phoneAndDark(site) {
  const {cookies} = await (await signedIn(site)).context().storageState();
  const page = await site.page(PHONE, {colorScheme: 'dark', storageState: {cookies, origins: []}});
  for (const path of ['/portefeuilles', '/selections', '/annuaire?territory=77142']) {
    await page.goto(site.url + path);
    await until(() => page.locator('h1').count(), path, 40);
    if (path.startsWith('/annuaire')) await until(() => page.locator('tbody tr').count(), 'rows', 40);
    else await until(async () => !(await page.getByText('Chargement').count()), 'the page', 40);
    await fits(page, path);
    await accessible(page, `${path} on a phone, in the dark`);
    await picture(page, `phone-dark${path.split('?')[0].replaceAll('/', '-')}`, {
      fullPage: path !== '/annuaire?territory=77142'
    });
  }
  await page
    .getByRole('checkbox', {name: /^Choisir /})
    .first()
    .check();
  await until(() => page.getByRole('button', {name: 'Poser une étiquette'}).count(), 'the bar', 40);
  await fits(page, 'the bar on a phone');
  await picture(page, 'phone-dark-chosen');
  faultless(page, 'the phone');
}

await tests(() => Site.open(process.argv[2]), {
  portfoliosAndTags,
  severalRows,
  tagsAreKept,
  selections,
  filesArrive,
  phoneAndDark
});
