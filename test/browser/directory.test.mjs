// The directory: filters and their counts, the address bar, back and forward, search, keyboard, phone.
import {accessible, DESKTOP, fail, faultless, PHONE, picture, same, Site, tests, until} from './harness.mjs';

const CRECOIS = `/annuaire?territory=${encodeURIComponent('epci:247700438')}`;
const figure = (text) => Number(text.replace(/[^\d]/g, ''));
const heading = async (page) => figure(await page.locator('#count').innerText());
const settled = (page) =>
  until(async () => (await page.locator('table[aria-busy="false"]').count()) === 1, 'the list is there');

async function open(site, path, kind = DESKTOP, more = {}) {
  const page = await site.page(kind, more);
  await page.goto(site.url + path);
  await settled(page);
  return page;
}

async function api(site, path, query) {
  const answer = await fetch(`${site.url}${path}?${new URLSearchParams(query)}`);
  return answer.json();
}

async function showsTheRegister(site) {
  const page = await open(site, CRECOIS);
  const {total, rows, facets} = await api(site, '/api/v1/establishments', {
    territory: 'epci:247700438',
    limit: 50,
    facets: 'section'
  });
  same(await heading(page), total, 'the count');
  same(await page.locator('tbody tr').count(), rows.length, 'rows');
  same(
    await page.locator('tbody a').allInnerTexts(),
    rows.map((row) => row.name?.text ?? 'non diffusible'),
    'names'
  );
  same(
    figure(await page.locator('details').first().locator('label .count').first().innerText()),
    facets[0].buckets[0].count,
    'first facet'
  );
  const scope = await page.locator('.scope').innerText();
  if (!/CC Pays Créçois · tissu économique · au .*2026/.test(scope)) fail(`the scope: ${scope}`);
  await until(() => page.getByText('Fond schématique').count(), 'the map is there');
  await accessible(page, 'the directory');
  await picture(page, 'directory');
  faultless(page, 'the directory');
}

async function filtersAndAddress(site) {
  const page = await open(site, CRECOIS);
  const before = await heading(page);
  await page.getByRole('checkbox', {name: /Construction/}).check();
  await until(async () => (await heading(page)) !== before, 'the list follows the filter');
  const construction = await heading(page);
  await page.getByRole('checkbox', {name: /CMA/}).check();
  await until(async () => (await heading(page)) < construction, 'a second filter narrows');
  const both = await heading(page);
  const query = new URL(page.url()).searchParams;
  same([query.get('activity'), query.get('chamber')], ['F', 'cma'], 'the address');
  const asked = await api(site, '/api/v1/count', {
    territory: 'epci:247700438',
    activity: 'F',
    chamber: 'cma'
  });
  same(both, asked.total, 'the count of both filters');

  const copy = await open(site, new URL(page.url()).pathname + new URL(page.url()).search);
  same(await heading(copy), both, 'a copied link');
  same(await copy.getByRole('checkbox', {checked: true}).count(), 2, 'its filters');

  await page.goBack();
  await until(async () => (await heading(page)) === construction, 'back');
  await page.goBack();
  await until(async () => (await heading(page)) === before, 'back again');
  await page.goForward();
  await until(async () => (await heading(page)) === construction, 'forward');
  await page.getByRole('button', {name: /Construction.*Retirer/}).click();
  await until(async () => (await heading(page)) === before, 'the chip takes its filter away');
  await accessible(copy, 'the directory with filters');
  faultless(page, 'filters');
}

async function territoryFieldAndDate(site) {
  const page = await open(site, '/annuaire');
  const all = await heading(page);
  await page.getByRole('button', {name: /^Territoire/}).click();
  await page.getByLabel('Commune, intercommunalité').fill('Crécy-la');
  await accessible(page, 'the territory picker');
  await page.getByRole('button', {name: /^Crécy-la-Chapelle/}).click();
  await until(async () => (await heading(page)) < all, 'the commune');
  await page.getByRole('button', {name: /^Champ/}).click();
  await accessible(page, 'the fields');
  await page.getByRole('radio', {name: /tous les établissements/}).check();
  await until(() => page.url().includes('field=all'), 'the field in the address');
  await page.keyboard.press('Escape');
  await settled(page);
  const everything = await api(site, '/api/v1/count', {
    territory: 'commune:77142',
    field: 'all'
  });
  await until(async () => (await heading(page)) === everything.total, 'the whole field');
  await page.getByRole('button', {name: /^Date du stock/}).click();
  await page.getByLabel('Stock au').fill('2018-01-31');
  await page.getByRole('button', {name: 'Montrer ce jour'}).click();
  const then = await api(site, '/api/v1/count', {
    territory: 'commune:77142',
    field: 'all',
    at: '2018-01-31'
  });
  await until(async () => (await heading(page)) === then.total, 'the stock of then');
  if (!(await page.locator('.scope').innerText()).includes('31')) fail('the day stands by the count');
  faultless(page, 'territory, field, date');
}

async function search(site) {
  const page = await open(site, CRECOIS);
  const {rows} = await api(site, '/api/v1/establishments', {
    territory: 'epci:247700438',
    limit: 9
  });
  const row = rows.find((one) => one.name?.text) ?? fail('no name');
  await page.keyboard.press('/');
  await page.keyboard.type(row.name.text.slice(0, -2));
  await until(
    async () => (await page.locator('tbody a').first().innerText()) === row.name.text,
    'the misspelt name comes first'
  );
  await page.locator('#words').fill(row.id);
  await until(async () => (await heading(page)) === 1, 'its SIRET finds it alone');
  await page.locator('#words').fill('zzzzqqqq');
  await until(() => page.getByText('Aucun établissement ne répond').count(), 'nothing found says so');
  await accessible(page, 'an empty list');
  await page.goBack();
  await settled(page);
  faultless(page, 'search');
}

async function keyboardOnly(site) {
  const page = await open(site, CRECOIS);
  await page.keyboard.press('Tab');
  same(await page.evaluate(() => document.activeElement.textContent), 'Aller au contenu', 'the first stop');
  await page.keyboard.press('Enter');
  same(await page.evaluate(() => document.activeElement.id), 'content', 'the skip link');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  const name = await page.evaluate(() => document.activeElement.textContent);
  same(name, await page.locator('tbody a').first().innerText(), 'j, j, k');
  await page.keyboard.press('Enter');
  await until(async () => (await page.locator('h1').innerText()) === name, 'Enter opens the row');
  same(await page.evaluate(() => document.activeElement.tagName), 'H1', 'the focus is on the heading of the new page');
  await page.goBack();
  await settled(page);
  await page.keyboard.press('?');
  await until(() => page.getByRole('dialog').count(), 'the help');
  await accessible(page, 'the help on the keyboard');
  await page.keyboard.press('Escape');
  await until(async () => !(await page.getByRole('dialog').count()), 'Escape closes the help');
  // The focus goes round the whole page: nothing holds it.
  const stops = new Set();
  for (let at = 0; at < 140; at += 1) {
    await page.keyboard.press('Tab');
    stops.add(
      await page.evaluate(() => document.activeElement.tagName + (document.activeElement.textContent ?? '').slice(0, 40))
    );
  }
  if (stops.size < 60) fail(`the focus is held: ${stops.size} stops`);
  faultless(page, 'the keyboard');
}

async function moreRowsAndSort(site) {
  const page = await open(site, '/annuaire');
  same(await page.locator('tbody tr').count(), 50, 'first page');
  await page.getByRole('button', {name: 'Afficher les suivants'}).click();
  await until(async () => (await page.locator('tbody tr').count()) === 150, 'the next hundred');
  const ids = await page.locator('tbody a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  same(new Set(ids).size, 150, 'each row once');
  await page.getByRole('button', {name: 'Effectif'}).first().click();
  await until(() => page.url().includes('sort=size'), 'the order in the address');
  await settled(page);
  const {rows} = await api(site, '/api/v1/establishments', {
    sort: 'size',
    limit: 1
  });
  await until(async () => (await page.locator('tbody a').first().getAttribute('href')).endsWith(rows[0].id), 'largest first');
  await page.getByRole('button', {name: 'Colonnes'}).click();
  await page.getByRole('checkbox', {name: 'SIRET'}).check();
  await until(async () => (await page.locator('th.siret').count()) === 1, 'the column');
  await accessible(page, 'the columns');
  faultless(page, 'rows');
}

async function radiusOnTheMap(site) {
  const page = await open(site, CRECOIS);
  await page.getByRole('button', {name: 'Tracer un cercle'}).click();
  const box = await page.locator('canvas').boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await until(() => page.url().includes('radius='), 'the circle in the address');
  const query = Object.fromEntries(new URL(page.url()).searchParams);
  const {total} = await api(site, '/api/v1/count', {
    territory: query.territory,
    radius: query.radius
  });
  await until(async () => (await heading(page)) === total, 'what lies in the circle');
  await picture(page, 'directory-radius');
  await page.getByRole('button', {name: 'Retirer la zone'}).click();
  await until(() => !page.url().includes('radius='), 'the zone is gone');
  faultless(page, 'the map');
}

async function phone(site) {
  const page = await open(site, CRECOIS, PHONE);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  if (wide > 360) fail(`the page is ${wide} pixels wide`);
  await accessible(page, 'the directory on a phone');
  await picture(page, 'directory-phone');
  await page.getByRole('button', {name: 'Filtres'}).tap();
  await page.getByRole('checkbox', {name: /Construction/}).check();
  await until(() => page.url().includes('activity=F'), 'a filter');
  await accessible(page, 'filters on a phone');
  await page.getByRole('button', {name: /^Voir/}).tap();
  await page.getByRole('button', {name: 'Carte'}).tap();
  await until(() => page.getByText('Fond schématique').count(), 'the map, one tap away');
  await accessible(page, 'the map on a phone');
  await picture(page, 'map-phone');
  await page.getByRole('button', {name: 'Revenir à la liste'}).tap();
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('button, summary, select, .input')]
      .filter((one) => one.checkVisibility() && one.getBoundingClientRect().width > 2)
      .filter((one) => one.getBoundingClientRect().height < 43.5)
      .map((one) => `${one.textContent.trim().slice(0, 30)} ${one.getBoundingClientRect().height}`)
  );
  same(small, [], 'targets under 44 pixels');
  faultless(page, 'the phone');
}

async function darkAndEnglish(site) {
  const page = await open(site, CRECOIS, {...DESKTOP, colorScheme: 'dark'});
  await accessible(page, 'the directory in the dark');
  await until(() => page.getByText('Fond schématique').count(), 'the map is there');
  await picture(page, 'directory-dark');
  await page.getByRole('button', {name: 'Menu'}).click();
  await accessible(page, 'the menu');
  await page.getByText('English').click({noWaitAfter: true});
  await until(
    async () =>
      /establishments/.test(
        await page
          .locator('#count')
          .innerText()
          .catch(() => '')
      ),
    'English'
  );
  same(await page.evaluate(() => document.documentElement.lang), 'en', 'the language of the page');
  await settled(page);
  await accessible(page, 'the directory in English');
  faultless(page, 'dark and English');
}

async function failures(site) {
  const page = await site.page();
  await page.goto(`${site.url}/annuaire?territory=Atlantide`);
  await until(() => page.getByRole('alert').count(), 'what the server refused');
  await accessible(page, 'a failure');
  await page.goto(`${site.url}/nulle-part`);
  await until(async () => (await page.locator('h1').innerText()) === 'Cette page n’existe pas', 'an unknown page');
  await accessible(page, 'an unknown page');
  const answers = await Promise.all(['/assets/none.js', '/api/v1/none', '/favicon.ico'].map((path) => fetch(site.url + path)));
  same(
    answers.map((one) => one.status),
    [404, 404, 404],
    'files that are not there'
  );
}

await tests(() => Site.open(process.argv[2]), {
  showsTheRegister,
  filtersAndAddress,
  territoryFieldAndDate,
  search,
  keyboardOnly,
  moreRowsAndSort,
  radiusOnTheMap,
  phone,
  darkAndEnglish,
  failures
});
