// Every page, light on a desktop and dark on a phone: axe without a violation, nothing wider than the window.
import {accessible, DESKTOP, fail, faultless, fits, PHONE, Site, tests, until} from './harness.mjs';
import {asker, firstAdministrator} from './people.mjs';

const OF_EVERYBODY = [
  '/annuaire?territory=77142',
  '/etablissements/ID',
  '/territoires',
  '/territoires/77142',
  '/accessibilite',
  '/mentions-legales',
  '/donnees-personnelles',
  '/code-source',
  '/plan-du-site',
  '/nulle-part'
];
const OF_STRANGERS = ['/connexion', '/mot-de-passe', '/mot-de-passe/0123456789', '/invitation/0123456789'];
const OF_PEOPLE = [
  ...OF_EVERYBODY,
  '/portefeuilles',
  '/selections',
  '/fiches-locales',
  '/fiches-locales/ajouter',
  '/conventions',
  '/conventions/CONVENTION',
  '/organisation',
  '/registre',
  '/journal',
  '/changements-de-territoire'
];
const LIGHT = [DESKTOP, {colorScheme: 'light'}];
const DARK = [PHONE, {colorScheme: 'dark'}];

async function walk(site, addresses, [kind, more], storageState) {
  const page = await site.page(kind, {...more, storageState});
  const name = `${more.colorScheme}, ${kind.viewport.width} pixels`;
  for (const address of addresses) {
    await page.goto(site.url + address.replace('CONVENTION', site.convention).replace('ID', site.someone));
    await until(() => page.locator('h1').count(), address, 40);
    await until(async () => !(await page.locator('main').getByText('Chargement').count()), `${address} is there`, 40);
    if (address.startsWith('/annuaire')) await until(() => page.locator('tbody tr').count(), 'rows', 40);
    await accessible(page, `${address}, ${name}`);
    await fits(page, `${address}, ${name}`);
  }
  faultless(page, name);
  await page.context().close();
}

async function someone(site) {
  const answer = await fetch(`${site.url}/api/v1/establishments?territory=77142&sort=size&limit=1`);
  site.someone = (await answer.json()).rows[0]?.id ?? fail('nobody');
  const page = await firstAdministrator(site);
  const draft = {kind: 'framework', title: 'Convention de partenariat'};
  site.convention = (await asker(site, page)('POST', '/api/v1/conventions', draft)).id;
  site.state = {cookies: (await page.context().storageState()).cookies, origins: []};
}

await tests(() => Site.open(process.argv[2]), {
  someone,
  strangersInTheLight: (site) => walk(site, [...OF_EVERYBODY, ...OF_STRANGERS], LIGHT),
  strangersInTheDark: (site) => walk(site, [...OF_EVERYBODY, ...OF_STRANGERS], DARK),
  peopleInTheLight: (site) => walk(site, OF_PEOPLE, LIGHT, site.state),
  peopleInTheDark: (site) => walk(site, OF_PEOPLE, DARK, site.state)
});
