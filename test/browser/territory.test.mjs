// A territory in figures: those of the API, beside another, with their tables, on one sheet of paper.
import {accessible, DESKTOP, fail, faultless, PHONE, picture, same, Site, tests, until} from './harness.mjs';

const CRECOIS = 'epci:247700438';
const figure = (text) => Number(text.replace(/[^\d]/g, ''));

async function open(site, query = '', kind = DESKTOP) {
  const page = await site.page(kind);
  await page.goto(`${site.url}/territoires/${encodeURIComponent(CRECOIS)}${query}`);
  await until(() => page.locator('.glance dd').count(), 'the figures');
  return page;
}

async function api(site, path, query) {
  return (await fetch(`${site.url}${path}?${new URLSearchParams({territory: CRECOIS, ...query})}`)).json();
}

async function figures(site) {
  const page = await open(site);
  same(await page.locator('h1').innerText(), 'CC Pays Créçois', 'the name');
  const count = await api(site, '/api/v1/count', {by: 'chamber'});
  same(figure(await page.locator('.glance dd').first().innerText()), count.total, 'the count');
  const chart = page.locator('figure', {hasText: 'Chambres et appartenances'});
  await chart.getByText('Tableau').click();
  const cells = await chart
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => [row.cells[0].innerText, Number(row.cells[1].innerText.replace(/\D/g, ''))]));
  same(
    cells.slice(0, 3).map((one) => one[1]),
    count.by.chambers.exactly.slice(1, 4),
    'the table under the chart'
  );
  same(
    cells.reduce((sum, one) => sum + one[1], 0),
    count.total,
    'overlaps and those outside make up the whole'
  );
  const caption = (await chart.locator('figcaption').innerText()).replace(/\u00a0/g, ' ');
  for (const part of ['tissu économique', '2026', 'source'])
    if (!caption.includes(part)) fail(`the caption lacks ${part}: ${caption}`);
  await accessible(page, 'a territory');
  const all = await page.locator('main').innerText();
  if (!all.includes('Pour 1\u202f000 habitants')) fail('a territory that the register covers has a figure per inhabitant');
  if (!/31\u00a0décembre\u00a02019/.test(all) || /\d{4}-\d{2}-\d{2}/.test(all))
    fail('a perimeter that is gone says its day as one reads it');
  const waiting = page.waitForEvent('download');
  await chart.getByRole('button', {name: /CSV/}).click();
  same((await waiting).suggestedFilename(), 'chambres.csv', 'the file');
  faultless(page, 'a territory');
}

// The register of the demonstration holds a few communes of the département only.
async function partlyCovered(site) {
  const page = await site.page();
  await page.goto(`${site.url}/territoires/dep:77`);
  await until(() => page.locator('.glance dd').count(), 'the figures');
  const text = await page.locator('main').innerText();
  if (!text.includes('ne contient que') || text.includes('Pour 1\u202f000 habitants'))
    fail('a figure per inhabitant of a part');
  await accessible(page, 'a territory of which the register holds a part');
}

async function besideAnother(site) {
  const page = await open(site);
  await page.getByRole('button', {name: /un autre territoire/}).click();
  await page.getByLabel('Commune, intercommunalité').fill('seine et marne');
  await page.getByRole('button', {name: /^Seine-et-Marne/}).click();
  await until(() => page.url().includes('comparer='), 'the address');
  await until(() => page.locator('.key').count(), 'the grey bars');
  await accessible(page, 'two territories');
  await picture(page, 'territory', {fullPage: true});
  await page.goBack();
  await until(async () => (await page.locator('.key').count()) === 0, 'back');
  const then = await open(site, '?comparer-au=2018-01-31&field=employers');
  const before = await api(site, '/api/v1/count', {field: 'employers', at: '2018-01-31'});
  const said = await then.locator('.glance div').first().innerText();
  if (!said.replace(/[\u202f\u00a0]/g, '').includes(String(before.total))) fail(`the count of then: ${said}`);
  faultless(page, 'two territories');
}

async function onOneSheet(site) {
  const page = await open(site, '?comparer=dep:77');
  await page.emulateMedia({media: 'print'});
  const pdf = (await page.pdf({format: 'A4', printBackground: true})).toString('latin1');
  same((pdf.match(/\/Type\s*\/Page[^s]/g) ?? []).length, 1, 'sheets');
}

async function phone(site) {
  const page = await open(site, '', PHONE);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  if (wide > 360) fail(`the page is ${wide} pixels wide`);
  await accessible(page, 'a territory on a phone');
  await picture(page, 'territory-phone');
  await page.goto(`${site.url}/territoires`);
  await page.getByRole('button', {name: /Choisir un territoire/}).tap();
  await page.getByLabel('Commune, intercommunalité').fill('77142');
  await page.getByRole('button', {name: /^Crécy-la-Chapelle/}).tap();
  await until(async () => (await page.locator('h1').innerText()) === 'Crécy-la-Chapelle', 'the commune');
  faultless(page, 'the phone');
}

await tests(() => Site.open(process.argv[2]), {figures, partlyCovered, besideAnother, onOneSheet, phone});
