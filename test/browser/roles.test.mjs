// Where each role arrives after signing in, and what it is offered: the accounts of the demonstration.
import {accessible, fail, faultless, picture, run, same, Site, tests, until} from './harness.mjs';

const CRECOIS = encodeURIComponent('epci:247700438');
let password = '';

async function signedIn(site, email) {
  if (!password) password = JSON.parse(run(site.binary, 'demonstration', '--data', site.data, '--json')).password;
  const page = await site.page();
  await page.goto(`${site.url}/connexion`);
  await page.getByLabel('Adresse électronique').fill(email);
  await page.getByLabel('Mot de passe').fill(password);
  await page.getByRole('button', {name: 'Se connecter'}).click();
  await page.getByRole('button', {name: 'Je m’engage à le respecter'}).click();
  return page;
}

const links = (page) => page.locator('header nav a').allInnerTexts();

async function anOfficerArrivesInTheOwnDirectory(site) {
  const page = await signedIn(site, 'developpement@pays-crecois.example');
  await until(() => page.url().endsWith(`/annuaire?territory=${CRECOIS}`), 'the directory of the own territory', 40);
  await until(() => page.locator('tbody tr').count(), 'its rows', 40);
  same(await links(page), ['Annuaire', 'Territoires', 'Organisation'], 'what an officer is offered');
  await page.goto(site.url);
  await until(() => page.url().endsWith(`/annuaire?territory=${CRECOIS}`), 'the same from the bare address', 40);
  await picture(page, 'directory-officer');
  faultless(page, 'an officer');
}

async function anElectedMemberArrivesAtTheFigures(site) {
  const page = await signedIn(site, 'elue@pays-crecois.example');
  await until(() => page.url().endsWith(`/territoires/${CRECOIS}`), 'the figures of the own territory', 40);
  await until(() => page.locator('figure').count(), 'its charts', 40);
  same(await links(page), ['Territoires', 'Organisation'], 'what an elected member is offered');
  await picture(page, 'territory-elected');
  await page.goto(`${site.url}/annuaire`);
  const link = page.getByRole('link', {name: 'Voir les chiffres du territoire'});
  await until(() => link.count(), 'a way on from a page that is not theirs', 40);
  await accessible(page, 'a page that is not theirs');
  await link.click();
  await until(() => page.url().endsWith(`/territoires/${CRECOIS}`), 'the figures again', 40);
  faultless(page, 'an elected member');
}

async function anAnalystSeesNoPerson(site) {
  const page = await signedIn(site, 'observatoire@pays-crecois.example');
  await until(() => page.locator('tbody tr').count(), 'the directory', 40);
  await page.goto(`${site.url}/annuaire?territory=${CRECOIS}&legal=1000`);
  await until(() => page.locator('tbody tr').count(), 'sole traders', 40);
  for (const row of await page.locator('tbody tr').all())
    if (!(await row.innerText()).includes('non diffusible')) fail(`an analyst reads of a person: ${await row.innerText()}`);
  faultless(page, 'an analyst');
}

await tests(() => Site.open(process.argv[2]), {
  anOfficerArrivesInTheOwnDirectory,
  anElectedMemberArrivesAtTheFigures,
  anAnalystSeesNoPerson
});
