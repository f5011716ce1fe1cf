// Somebody's project from the first meeting to the shop: opened, worked on, closed with a SIRET; and a whole legal unit.
import {signedConvention} from './conventions.mjs';
import {accessible, fail, faultless, fits, PHONE, picture, Site, tests, until} from './harness.mjs';
import {ofDemonstration} from './people.mjs';

const dialog = (page) => page.getByRole('dialog');
const exchanges = (page) => page.getByRole('region', {name: /^Qui l’a (vue|reçu)/});
const shows = (page, text) => until(() => page.getByText(text).count(), text, 40);
const send = async (page, name) => {
  await dialog(page).getByRole('button', {name, exact: true}).click();
  await until(async () => !(await dialog(page).count()), name, 40);
};
const choose = async (page, label, words, option) => {
  await dialog(page).getByRole('combobox', {name: label}).fill(words);
  await dialog(page).getByRole('option', {name: option}).first().click();
};

async function opened(site) {
  await signedConvention(site, {renewal: 'tacit', renewalMonths: 12});
  const page = (site.agent = await ofDemonstration(site, 'developpement@pays-crecois.example'));
  await page.goto(`${site.url}/projets`);
  await shows(page, 'Aucun projet.');
  await accessible(page, 'no project');
  await page.getByRole('button', {name: 'Ouvrir un projet'}).click();
  await dialog(page).getByLabel('Nom du porteur').fill('Mme Exemple');
  await dialog(page).getByLabel('Le projet', {exact: false}).first().fill('Un salon de thé avec librairie');
  await choose(page, 'Commune du projet', 'Crécy-la', /Crécy-la-Chapelle/);
  await choose(page, 'Activité prévue', '56.10A', /56\.10A/);
  await dialog(page).getByLabel('Où il en est').selectOption('study');
  await accessible(page, 'the form of a project');
  await picture(page, 'project-form');
  await dialog(page).getByRole('button', {name: 'Ouvrir un projet', exact: true}).click();
  await until(() => page.getByRole('heading', {level: 1, name: 'Mme Exemple'}).count(), 'the page of the project', 40);
  site.project = page.url();
  await exchanges(page).getByRole('button', {name: 'Consigner une visite'}).click();
  await dialog(page).getByLabel('Compte rendu').fill('Cherche un local');
  await send(page, 'Consigner');
  await shows(page, 'Cherche un local');
  await accessible(page, 'a project');
  await picture(page, 'project', {fullPage: true});
  faultless(page, 'opened');
}

async function seenByAPartner(site) {
  const page = (site.partner = await ofDemonstration(site, 'conseil@cma77.example'));
  await page.goto(`${site.url}/projets`);
  await page.getByLabel('Lesquels').selectOption('all');
  await until(() => page.getByRole('link', {name: 'Porteur de projet'}).count(), 'the nameless project', 40);
  if ((await page.content()).includes('Mme Exemple')) fail('a partner is told the name');
  await picture(page, 'projects-partner');
  await page.getByRole('link', {name: 'Porteur de projet'}).click();
  await shows(page, 'réservés à');
  if ((await page.content()).includes('librairie')) fail('a partner is told what it is');
  await accessible(page, 'a project of a partner');
  await picture(page, 'project-partner');
  faultless(page, 'seen');
}

async function becameABusiness(site) {
  const page = site.agent;
  await page.goto(`${site.url}/annuaire?territory=77142&chamber=cma`);
  await page.locator('tbody a').first().click();
  await until(() => page.url().includes('/etablissements/'), 'an establishment', 40);
  const shop = page.url();
  const siret = shop.split('/').pop();
  await page.goto(site.project);
  await page.getByRole('button', {name: 'Clore', exact: true}).click();
  await dialog(page).getByLabel('SIRET').fill(siret);
  await accessible(page, 'the end of a project');
  await send(page, 'Clore');
  await shows(page, 'Installé');
  await page.goto(`${site.url}/etablissements/${siret}`);
  await shows(page, 'Cherche un local');
  await shows(page, 'du temps du projet');
  await page.getByRole('link', {name: 'Dossier de l’entreprise entière'}).click();
  await until(() => page.url().includes('/entreprises/'), 'the unit', 40);
  await shows(page, 'Établissements');
  await exchanges(page).getByRole('button', {name: 'Consigner une visite'}).click();
  await dialog(page).getByLabel('Compte rendu').fill('Vu la direction');
  await send(page, 'Consigner');
  await accessible(page, 'a legal unit');
  await picture(page, 'legal-unit', {fullPage: true});
  await page.goto(`${site.url}/etablissements/${siret}`);
  await shows(page, 'Vu la direction');
  await shows(page, 'entreprise entière');
  faultless(page, 'became');
}

async function onAPhone(site) {
  const page = await ofDemonstration(site, 'developpement@pays-crecois.example', PHONE);
  await page.goto(`${site.url}/projets`);
  await page.getByLabel('État').selectOption('closed');
  await until(() => page.getByRole('link', {name: 'Mme Exemple'}).count(), 'the closed project', 40);
  await fits(page, 'projects on a phone');
  await picture(page, 'projects-phone');
  await page.getByRole('link', {name: 'Mme Exemple'}).click();
  await shows(page, 'Rouvrir');
  await fits(page, 'a project on a phone');
  await accessible(page, 'a project on a phone');
  await picture(page, 'project-phone', {fullPage: true});
  faultless(page, 'phone');
}

await tests(() => Site.open(process.argv[2]), {opened, seenByAPartner, becameABusiness, onAPhone});
