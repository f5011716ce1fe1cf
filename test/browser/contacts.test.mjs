// Persons known in a business: two partners in two browsers see what each may; an opposition reaches both; one person written down twice
// is merged and parted; the search, and what is told to the person; the same on a phone.
import {readFileSync} from 'node:fs';
import {accessible, fail, faultless, fits, PHONE, picture, pictures, same, Site, tests, until} from './harness.mjs';
import {asker, ofDemonstration} from './people.mjs';

const OFFICER = 'developpement@pays-crecois.example';
const CHAMBER = 'conseil@cma77.example';
const NUMBER = '01 64 63 77 88';

const part = (page) => page.getByRole('region', {name: 'Contacts', exact: true});
const dialog = (page) => page.getByRole('dialog');
const pictureOf = (page, name) => part(page).screenshot({path: `${pictures}/${name}.png`});
const button = (page, name) => page.getByRole('button', {name, exact: true});
const shows = (page, text, what) => until(() => part(page).getByText(text).first().isVisible(), what ?? text, 40);
async function sent(page, name) {
  await dialog(page).getByRole('button', {name, exact: true}).click();
  await until(async () => !(await dialog(page).count()), `« ${name} » is done`, 40);
}
// The menu of a person.
async function chosen(page, person, action) {
  await button(page, `Modifier ${person}`).first().click();
  await button(page, action).click();
}
async function opens(page, site) {
  await page.goto(`${site.url}/etablissements/${site.business}`);
  await until(() => part(page).count(), 'the contacts of the business', 40);
}

// Between the intercommunality and the CMA; without an annex it opens names and functions.
async function aConventionIsSigned(site) {
  const page = await ofDemonstration(site, 'coordination@pays-crecois.example');
  const ask = asker(site, page);
  const {organisations} = await ask('GET', '/api/v1/conventions/partners');
  const parties = ['intercommunality', 'cma'].map((kind) => organisations.find((one) => one.kind === kind)?.id ?? fail(kind));
  let it = await ask('POST', '/api/v1/conventions', {
    kind: 'framework',
    title: 'Convention de partenariat',
    reference: '',
    startsOn: '2018-01-01',
    endsOn: '2018-12-31',
    renewal: 'tacit',
    renewalMonths: 12,
    noticeMonths: 3
  });
  const change = async (method, path, more) => {
    it = await ask(method, `/api/v1/conventions/${it.id}${path}`, {version: it.version, ...more});
  };
  await change('PUT', '/parties', {organisations: parties});
  await change('PUT', '/perimeter', {territory: 'epci:247700438', at: '2018-01-01'});
  await change('PUT', '/axes', {axes: [{code: '1', title: 'Développement économique'}]});
  await change('POST', '/steps', {step: 'submit'});
  const vote = {body: 'conseil', number: '1', on: '2017-12-01', transmittedOn: '', signatory: 'A', signatoryTitle: 'B'};
  for (const party of parties) await change('PUT', `/parties/${party}/deliberation`, vote);
  await change('POST', '/steps', {step: 'sign', on: '2017-12-20'});
  const {rows} = await ask('GET', '/api/v1/establishments?territory=77142&field=all&limit=3');
  site.business = rows[0].id;
  await page.context().close();
}

async function aPersonIsAdded(site) {
  const page = (site.officer = await ofDemonstration(site, OFFICER));
  await opens(page, site);
  await shows(page, 'Aucun contact noté ici.');
  await button(page, 'Ajouter un contact').click();
  await dialog(page).getByLabel('Nom', {exact: true}).fill('Jeanne <b>Durand</b>');
  await dialog(page).getByLabel('Fonction dans l’entreprise').fill('gérante');
  await dialog(page).getByLabel('Téléphone').fill('0164637788');
  await dialog(page).getByLabel('Adresse électronique').fill('jeanne@exemple.fr');
  await dialog(page).getByLabel('crise').check();
  await accessible(page, 'the form of a contact');
  await picture(page, 'contact-form');
  await sent(page, 'Enregistrer');
  await shows(page, 'Jeanne <b>Durand</b>', 'the person, as typed');
  await chosen(page, 'Jeanne <b>Durand</b>', 'Nom et fonction');
  await dialog(page).getByLabel('Nom', {exact: true}).fill('Jeanne Durand');
  await sent(page, 'Enregistrer');
  const links = await part(page)
    .locator('.reach a')
    .evaluateAll((all) => all.map((one) => [one.textContent.trim(), one.getAttribute('href')]));
  same(
    links,
    [
      [NUMBER, 'tel:+33164637788'],
      ['jeanne@exemple.fr', 'mailto:jeanne@exemple.fr']
    ],
    'how to reach her'
  );
  const line = await part(page).locator('li li .muted').last().innerText();
  if (!/recueilli par Maud Chastel, .* · dit par la personne · gardé jusqu’au/.test(line)) fail(line);
  await accessible(page, 'an establishment with a contact');
  await picture(page, 'contacts', {fullPage: true});
  await pictureOf(page, 'contacts-own');
  faultless(page, 'the officer');
}

async function twoPartnersTwoBrowsersOneBusiness(site) {
  const page = (site.chamber = await ofDemonstration(site, CHAMBER));
  await opens(page, site);
  await shows(page, 'Jeanne Durand');
  const text = await part(page).innerText();
  if (!text.includes('gérante') || !text.includes('la convention ne les ouvre pas')) fail(text);
  if (text.includes('64 63 77 88') || (await page.content()).includes('64637788')) fail('the number crossed');
  same(await button(page, 'Modifier Jeanne Durand').count(), 0, 'another organisation’s contact is not changed');
  await button(page, 'Ajouter un contact').click();
  await dialog(page).getByLabel('Nom', {exact: true}).fill('Mme Durand');
  await dialog(page).getByLabel('Téléphone').fill('+33 1 64 63 77 88');
  await sent(page, 'Enregistrer');
  await shows(page, 'Mme Durand');
  await accessible(page, 'the contacts of two partners');
  await pictureOf(page, 'contacts-partner');
  faultless(page, 'the adviser of the chamber');
}

async function anOppositionReachesBoth(site) {
  const page = site.officer;
  await opens(page, site);
  await chosen(page, 'Jeanne Durand', 'Noter une opposition');
  await dialog(page).getByLabel('Comment').fill('au téléphone, fâchée');
  await accessible(page, 'the form of an opposition');
  await picture(page, 'contact-opposition');
  await sent(page, 'Noter une opposition');
  await shows(page, 'Ne pas contacter');
  await picture(page, 'contacts-opposed', {fullPage: true});
  await opens(site.chamber, site);
  const own = part(site.chamber).locator('.contact', {hasText: 'Mme Durand'});
  await until(() => own.getByText('Ne pas contacter').count(), 'the chamber sees it', 40);
  if ((await part(site.chamber).innerText()).includes('fâchée')) fail('how it was said crossed');
  same(await own.locator('.reach a').count(), 0, 'no link to dial');
  await accessible(site.chamber, 'a person who is not to be contacted');
  await part(page)
    .getByRole('button', {name: /^Lever/})
    .click();
  await until(async () => !(await part(page).getByText('Ne pas contacter').count()), 'it is lifted', 40);
  faultless(page, 'the officer');
}

async function onePersonWrittenDownTwice(site) {
  const page = site.officer;
  await opens(page, site);
  await button(page, 'Ajouter un contact').click();
  await dialog(page).getByLabel('Nom', {exact: true}).fill('DURAND Jeanne');
  await dialog(page).getByLabel('Fonction dans l’entreprise').fill('patronne');
  await dialog(page).getByLabel('Téléphone').fill('06 12 34 56 78');
  await sent(page, 'Enregistrer');
  await shows(page, 'Peut-être la même personne');
  await part(page)
    .getByRole('button', {name: /^Fusionner…/})
    .click();
  await dialog(page).getByLabel('Jeanne Durand', {exact: true}).check();
  await dialog(page).getByLabel('gérante').check();
  await accessible(page, 'the merge of two contacts');
  await picture(page, 'contact-merge');
  await sent(page, 'Fusionner');
  await until(async () => !(await part(page).getByText('Peut-être la même personne').count()), 'one person', 40);
  same(await part(page).locator('.contact', {hasText: 'Jeanne Durand'}).locator('.reach').count(), 3, 'all her numbers');
  await chosen(page, 'Jeanne Durand', 'Défaire la fusion');
  await shows(page, 'Peut-être la même personne', 'two again');
  await part(page)
    .getByRole('button', {name: /^Deux personnes/})
    .click();
  await until(async () => !(await part(page).getByText('Peut-être la même personne').count()), 'told apart', 40);
  faultless(page, 'the officer');
}

async function searchedAndToldToThePerson(site) {
  const page = site.officer;
  await page.goto(`${site.url}/contacts`);
  await until(() => page.locator('tbody tr').count(), 'the contacts', 40);
  await page.getByLabel('Nom, numéro ou adresse').fill('64 63 77');
  await button(page, 'Chercher').click();
  await until(async () => (await page.locator('tbody tr').count()) === 1, 'by a part of the number', 40);
  await accessible(page, 'the search of contacts');
  await picture(page, 'contacts-search');
  const ask = asker(site, page);
  const business = site.business;
  for (const text of ['Rappeler Mme Jeanne DURAND pour le four', 'Envoyer le devis à jeanne@exemple.fr, pas à son fils'])
    await ask('POST', '/api/v1/reminders', {text, dueOn: '2030-01-15', business});
  await page.getByRole('link', {name: 'Droit d’accès d’une personne'}).click();
  await page.getByLabel('Numéro de téléphone ou adresse électronique').fill('jeanne@exemple.fr');
  await page.getByLabel(/^Nom, si la personne est connue/).fill('Jeanne Durand');
  await button(page, 'Réunir').click();
  await until(() => page.getByRole('heading', {name: 'Ce qui en a été fait'}).count(), 'what is held', 40);
  const written = page.locator('.mentions li');
  same(await written.count(), 2, 'what was written of the person');
  await written
    .first()
    .getByLabel(/^Écarter/)
    .check();
  same(await written.first().evaluate((it) => it.className.includes('no-print')), true, 'what is left out is not printed');
  await accessible(page, 'what is held of a person');
  await picture(page, 'contact-person', {fullPage: true});
  const [file] = await Promise.all([page.waitForEvent('download'), button(page, 'Télécharger (JSON)').click()]);
  same(file.suggestedFilename(), 'personne.json', 'the file');
  same(JSON.parse(readFileSync(await file.path(), 'utf8')).mentions.length, 1, 'nor in the file');
  faultless(page, 'the officer');
}

async function onAPhone(site) {
  const page = await ofDemonstration(site, 'terrain@pays-crecois.example', PHONE);
  await opens(page, site);
  await shows(page, 'Jeanne Durand');
  await fits(page, 'an establishment with contacts');
  await accessible(page, 'contacts on a phone');
  await pictureOf(page, 'contacts-phone');
  await button(page, 'Ajouter un contact').click();
  await fits(page, 'the form of a contact');
  await picture(page, 'contact-form-phone');
  await page.goto(`${site.url}/contacts`);
  await until(() => page.locator('tbody tr').count(), 'the contacts', 40);
  await fits(page, 'the search of contacts');
  await accessible(page, 'the search of contacts on a phone');
  await picture(page, 'contacts-search-phone', {fullPage: true});
  same(await page.getByRole('link', {name: 'Droit d’accès d’une personne'}).count(), 0, 'a field agent takes no file out');
  faultless(page, 'the field agent');
}

async function anAnalystSeesNobody(site) {
  const page = await ofDemonstration(site, 'observatoire@pays-crecois.example');
  await page.goto(`${site.url}/etablissements/${site.business}`);
  await until(() => page.getByRole('heading', {name: 'Ce que les partenaires en savent'}).count(), 'the page', 40);
  same(await part(page).count(), 0, 'no contacts');
  if ((await page.content()).includes('Durand')) fail('a name crossed');
  faultless(page, 'the analyst');
}

await tests(() => Site.open(process.argv[2]), {
  aConventionIsSigned,
  aPersonIsAdded,
  twoPartnersTwoBrowsersOneBusiness,
  anOppositionReachesBoth,
  onePersonWrittenDownTwice,
  searchedAndToldToThePerson,
  onAPhone,
  anAnalystSeesNobody
});
