// A signed convention is amended: the keeper writes it as it is to become, the page says what was and what comes, the bodies vote, the
// signature carries it out; an amendment made for what is no more says so; the same on a phone.
import {button, COORDINATOR, dialog, part, signedConvention, TITLE} from './conventions.mjs';
import {accessible, faultless, fail, fits, PHONE, picture, same, Site, tests, until} from './harness.mjs';
import {asker, ofDemonstration} from './people.mjs';

const CHANGES = 'Ce que l’avenant change';
const heading = (page) =>
  page
    .locator('h1')
    .innerText()
    .catch(() => '');
const comes = (page, title) => until(async () => (await heading(page)) === title, `the page « ${title} »`, 40);
const rows = async (where) =>
  (await where.getByRole('row').allInnerTexts()).slice(1).map((one) => one.replace(/\s+/g, ' ').trim());

async function anAmendmentIsBegun(site) {
  site.signed = await signedConvention(site);
  const page = site.coordinator;
  await page.goto(site.url + site.convention);
  await comes(page, TITLE);
  await until(() => part(page, 'Avenants').getByText('telle que signée').count(), 'no amendment yet', 40);
  await button(page, 'Préparer un avenant').click();
  await dialog(page).getByLabel('Intitulé').fill('Avenant n° 1');
  await dialog(page).getByLabel('Prend effet le').fill('2027-01-01');
  await accessible(page, 'the dialog of a new amendment');
  await picture(page, 'amendment-new');
  await dialog(page).getByRole('button', {name: 'Créer l’avenant'}).click();
  await comes(page, 'Avenant n° 1');
  site.amendment = new URL(page.url()).pathname;
  await until(() => part(page, CHANGES).getByText('Rien encore').count(), 'nothing yet', 40);
  await accessible(page, 'an empty amendment');
  faultless(page, 'an amendment begun');
}

async function itsChangesAreWritten(site) {
  const page = site.coordinator;
  await button(page, 'Écrire ce qui change').click();
  await until(() => dialog(page).getByLabel('Intitulé').count(), 'the convention as it stands', 40);
  await dialog(page).getByLabel('Prend fin le').fill('2030-01-31');
  await dialog(page)
    .getByRole('checkbox', {name: /agriculture.* se retire/})
    .check();
  await dialog(page)
    .getByRole('combobox', {name: /Ajouter une commune/})
    .fill('Meaux');
  await until(() => page.getByRole('option', {name: /^Meaux/}).count(), 'the commune is proposed', 40);
  await page
    .getByRole('option', {name: /^Meaux/})
    .first()
    .click();
  await dialog(page).getByLabel('Retirer une commune').selectOption({label: 'Esbly'});
  const axes = dialog(page).getByRole('group', {name: /^Axe \d/});
  await axes.nth(1).getByLabel('Intitulé').fill('Animation et événements');
  await axes.nth(2).getByLabel('Retirer cet axe').check();
  await button(dialog(page), 'Ajouter un axe').click();
  await axes.nth(3).getByLabel('Intitulé').fill('Création et reprise d’entreprises');
  await accessible(page, 'the dialog of the changes');
  await picture(page, 'amendment-write');
  await dialog(page).getByRole('button', {name: 'Enregistrer', exact: true}).click();
  await until(async () => !(await dialog(page).count()), 'the changes are saved', 40);
  const told = await rows(part(page, CHANGES));
  const has = (pattern) => told.some((one) => pattern.test(one)) || fail(`no ${pattern} in ${told.join(' | ')}`);
  same(told.length, 7, `what it changes: ${told.join(' | ')}`);
  has(/^Durée .*31 janvier 2029\. Sans reconduction.* Prend fin le 31 janvier 2030/);
  has(/^Retrait d’une partie .*Chambre d'agriculture.* dernier jour le 31 décembre 2026/);
  has(/^Commune ajoutée .*Meaux, à compter du 1er janvier 2027/);
  has(/^Commune retirée .*Esbly.*hors du périmètre à compter du 1er janvier 2027/);
  has(/^Axe .*2\. Animation du territoire .*2\. Animation et événements/);
  has(/^Axe retiré .*3\. Observatoires et études .*retiré le 1er janvier 2027/);
  has(/^Nouvel axe .*4\. Création et reprise d’entreprises/);
  await accessible(page, 'what an amendment changes');
  await picture(page, 'amendment-draft', {fullPage: true});
  // Opened again it shows the text as written so far, and saved as it is it says the same.
  await button(page, 'Écrire ce qui change').click();
  await until(() => dialog(page).getByLabel('Intitulé').count(), 'the text so far', 40);
  same(await dialog(page).getByLabel('Prend fin le').inputValue(), '2030-01-31', 'the last day');
  await dialog(page).getByRole('button', {name: 'Enregistrer', exact: true}).click();
  await until(async () => !(await dialog(page).count()), 'saved again', 40);
  same(await rows(part(page, CHANGES)), told, 'the same list');
  faultless(page, 'what it changes');
}

// By the API: its steps are those of a convention, which convention.test.mjs takes on the screen.
async function votedBy(ask, address) {
  const path = `/api/v1${address}`;
  let it = await ask('GET', path);
  it = await ask('POST', `${path}/steps`, {version: it.version, step: 'submit'});
  const vote = {body: 'assemblée', number: '7', on: '2026-11-02', transmittedOn: '', signatory: '', signatoryTitle: ''};
  for (const {organisation} of it.parties)
    it = await ask('PUT', `${path}/parties/${organisation.id}/deliberation`, {version: it.version, ...vote});
}

async function itsSignatureCarriesItOut(site) {
  const page = site.coordinator;
  const ask = asker(site, page);
  const second = {kind: 'amendment', parent: site.signed.id, title: 'Avenant n° 2', startsOn: '2027-02-01'};
  site.other = `/conventions/${(await ask('POST', '/api/v1/conventions', second)).id}`;
  await ask('PUT', `/api/v1${site.other}/changes`, {
    version: 1,
    changes: [{kind: 'commune_removed', subject: '77171', on: '2027-02-01'}]
  });
  await votedBy(ask, site.amendment);
  await page.goto(site.url + site.amendment);
  await until(() => page.getByText('Rien ne manque pour la signer.').count(), 'nothing lacks', 40);
  await button(page, 'Signer').click();
  await dialog(page).getByRole('button', {name: 'Signer', exact: true}).click();
  await until(async () => !(await dialog(page).count()), 'it is signed', 40);
  await accessible(page, 'a signed amendment');
  await picture(page, 'amendment-signed', {fullPage: true});
  await part(page, CHANGES).getByRole('link', {name: TITLE}).click();
  await comes(page, TITLE);
  const amendments = part(page, 'Avenants');
  await until(async () => (await amendments.getByRole('table').count()) === 2, 'both amendments with what they change', 40);
  const axes = await part(page, 'Axes').getByRole('listitem').allInnerTexts();
  same(axes.length, 4, `the axes: ${axes.join(' | ')}`);
  if (!/Animation et événements/.test(axes[1])) fail(`the second axis is ${axes[1]}`);
  if (!/Esbly \(.*jusqu’au 31.décembre.2026/.test(await part(page, 'Périmètre').innerText())) fail('Esbly stays as it was');
  await accessible(page, 'an amended convention');
  await picture(page, 'amendment-convention', {fullPage: true});
  faultless(page, 'carried out');
}

async function oneThatFindsSomethingElseSaysSo(site) {
  const page = site.coordinator;
  await page.goto(site.url + site.other);
  await until(() => part(page, CHANGES).getByText('La convention a changé depuis').count(), 'that it does not hold', 40);
  await accessible(page, 'an amendment that does not hold');
  await picture(page, 'amendment-other-now', {fullPage: true});
  faultless(page, 'one that does not hold');
}

async function onAPhone(site) {
  const page = await ofDemonstration(site, COORDINATOR, PHONE);
  await page.goto(site.url + site.other);
  await comes(page, 'Avenant n° 2');
  await until(() => part(page, CHANGES).getByRole('table').count(), 'what it changes', 40);
  await fits(page, 'an amendment on a phone');
  await accessible(page, 'an amendment on a phone');
  await picture(page, 'amendment-phone', {fullPage: true});
  await button(page, 'Écrire ce qui change').click();
  await until(() => dialog(page).getByLabel('Intitulé').count(), 'the convention as it stands', 40);
  await fits(page, 'the changes on a phone');
  await accessible(page, 'the changes on a phone');
  await picture(page, 'amendment-write-phone');
  faultless(page, 'a phone');
}

await tests(() => Site.open(process.argv[2]), {
  anAmendmentIsBegun,
  itsChangesAreWritten,
  itsSignatureCarriesItOut,
  oneThatFindsSomethingElseSaysSo,
  onAPhone
});
