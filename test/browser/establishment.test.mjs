// The page of one establishment: the values of the answer with their sources, what is masked and why, on paper too.
import {accessible, DESKTOP, fail, faultless, PHONE, picture, same, Site, tests, until} from './harness.mjs';

async function rowsOf(site, query) {
  const answer = await fetch(
    `${site.url}/api/v1/establishments?${new URLSearchParams({limit: '100', field: 'all', ...query})}`
  );
  return (await answer.json()).rows;
}

async function open(site, id, kind = DESKTOP) {
  const page = await site.page(kind);
  await page.goto(`${site.url}/etablissements/${id}`);
  await until(() => page.locator('#identity').count(), 'the page');
  return page;
}

async function everyValueAndItsSource(site) {
  const found = await rowsOf(site, {territory: '77142', sort: 'size'});
  const row = found.find((one) => one.diffusion === 'open' && one.position && one.chambers.length > 1) ?? fail('no such row');
  const page = await open(site, row.id);
  same(await page.locator('h1').innerText(), row.name.text, 'the name');
  // Parts of the page come one after the other.
  const shown = async () => (await page.locator('main').innerText()).replace(/[\u00a0\u202f]/g, ' ');
  await until(async () => (await shown()).includes('Crécy-la-Chapelle'), 'the commune', 40);
  const text = await shown();
  const file = await (await fetch(`${site.url}/api/v1/establishments/${row.id}`)).json();
  for (const one of file.membership.attachments) if (!text.includes(one.reason)) fail(`the reason is missing: ${one.reason}`);
  for (const part of ['Crécy-la-Chapelle', row.activity.code, row.activity.label, row.postalCode.text]) {
    if (!text.includes(part)) fail(`missing: ${part}`);
  }
  await accessible(page, 'an establishment');
  await page.getByRole('button', {name: 'Source et date'}).click();
  const source = file.identity.find((one) => one.id === 'siret');
  if (!source.date) fail('no date');
  await until(async () => (await page.locator('dd .source').count()) > 10, 'sources');
  await accessible(page, 'an establishment with sources');
  await until(() => page.locator('canvas').count(), 'the small map');
  await picture(page, 'establishment', {fullPage: true});
  await page.emulateMedia({media: 'print'});
  if (await page.locator('nav').isVisible()) fail('a menu is printed');
  await picture(page, 'establishment-print', {fullPage: true});
  faultless(page, 'an establishment');
}

async function maskedValues(site) {
  const row = (await rowsOf(site, {diffusion: 'partial'})).find((one) => one.name?.masked) ?? fail('nobody is masked');
  const page = await open(site, row.id);
  same(await page.locator('h1').innerText(), 'non diffusible', 'the name');
  await until(() => page.getByRole('heading', {name: 'Diffusion partielle'}).count(), 'why');
  same(await page.locator('canvas').count(), 0, 'no place on a map');
  await accessible(page, 'a masked establishment');
  await picture(page, 'establishment-masked', {fullPage: true});
  faultless(page, 'a masked establishment');
}

async function closedAndSisters(site) {
  const row = (await rowsOf(site, {state: 'closed'}))[0] ?? fail('nobody is closed');
  const page = await open(site, row.id);
  if (!(await page.locator('.state').innerText()).startsWith('fermé')) fail('not said to be closed');
  await page.locator('summary', {hasText: 'Tableau des périodes'}).click();
  if ((await page.locator('table tbody tr').count()) < 1) fail('no period');
  await accessible(page, 'a closed establishment');
  for (const one of await rowsOf(site, {
    territory: 'dep:77',
    'head-office': 'no'
  })) {
    const file = await (await fetch(`${site.url}/api/v1/establishments/${one.id}`)).json();
    if (file.sisters.length === 0) continue;
    await page.goto(`${site.url}/etablissements/${one.id}`);
    await page.locator('.sisters a').first().click();
    await until(() => page.url().endsWith(file.sisters[0].siret), 'the sister');
    await until(
      async () => (await page.locator('h1').innerText()).length > 0 && (await page.locator('#identity').count()),
      'her page'
    );
    break;
  }
  faultless(page, 'a closed establishment');
}

async function phone(site) {
  const [row] = await rowsOf(site, {territory: '77142', sort: 'size'});
  const page = await open(site, row.id, PHONE);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  if (wide > 360) fail(`the page is ${wide} pixels wide`);
  await accessible(page, 'an establishment on a phone');
  await picture(page, 'establishment-phone', {fullPage: true});
  faultless(page, 'the phone');
}

async function unknown(site) {
  const page = await site.page();
  await page.goto(`${site.url}/etablissements/99999999999999`);
  await until(() => page.getByRole('alert').count(), 'the refusal');
  await accessible(page, 'an unknown establishment');
}

await tests(() => Site.open(process.argv[2]), {
  everyValueAndItsSource,
  maskedValues,
  closedAndSisters,
  phone,
  unknown
});
