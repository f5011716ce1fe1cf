// Where each role arrives after signing in, and what it is offered: the accounts of the demonstration.
import {accessible, fail, faultless, picture, same, Site, tests, until} from './harness.mjs';
import {ofDemonstration} from './people.mjs';

const CRECOIS = encodeURIComponent('epci:247700438');
const signedIn = ofDemonstration;

const links = (page) => page.locator('header nav a').allInnerTexts();

async function anOfficerArrivesInTheOwnDirectory(site) {
  const page = await signedIn(site, 'developpement@pays-crecois.example');
  await until(() => page.url().endsWith(`/annuaire?territory=${CRECOIS}`), 'the directory of the own territory', 40);
  await until(() => page.locator('tbody tr').count(), 'its rows', 40);
  same(
    await links(page),
    ['Ma journée', 'Annuaire', 'Listes', 'Territoires', 'Conventions', 'Crises', 'Organisation'],
    'what an officer is offered'
  );
  await page.goto(site.url);
  await until(() => page.url().endsWith(`/annuaire?territory=${CRECOIS}`), 'the same from the bare address', 40);
  await picture(page, 'directory-officer');
  faultless(page, 'an officer');
}

async function anElectedMemberArrivesAtTheFigures(site) {
  const page = await signedIn(site, 'elue@pays-crecois.example');
  await until(() => page.url().endsWith(`/territoires/${CRECOIS}`), 'the figures of the own territory', 40);
  await until(() => page.locator('figure').count(), 'its charts', 40);
  same(await links(page), ['Territoires', 'Conventions', 'Crises', 'Organisation'], 'what an elected member is offered');
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
  await page.goto(`${site.url}/annuaire?territory=${CRECOIS}&legal=1000&diffusion=open`);
  await until(() => page.locator('tbody a').count(), 'sole traders whom the register publishes', 40);
  await page.locator('tbody a').first().click();
  await until(() => page.getByRole('heading', {name: 'Personne physique'}).count(), 'why the person is masked', 40);
  await accessible(page, 'a person, to an analyst');
  await picture(page, 'establishment-analyst');
  faultless(page, 'an analyst');
}

await tests(() => Site.open(process.argv[2]), {
  anOfficerArrivesInTheOwnDirectory,
  anElectedMemberArrivesAtTheFigures,
  anAnalystSeesNoPerson
});
