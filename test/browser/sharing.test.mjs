// What the parties of a convention see of one another's work: the keeper proposes an annex, the chamber whose records it opens agrees, then
// shows less by itself; an adviser reads; the same on a phone.
import {button, CHAMBERS, COORDINATOR, dialog, part, signedConvention, TITLE} from './conventions.mjs';
import {accessible, faultless, fail, fits, PHONE, picture, same, Site, tests, until} from './harness.mjs';
import {ofDemonstration} from './people.mjs';

const HEAD = 'Ce que chacun voit';
const [CCI, CMA] = CHAMBERS;

async function opened(site, page) {
  await page.goto(site.url + site.convention);
  await until(() => part(page, HEAD).getByRole('table').count(), `« ${HEAD} » of ${TITLE}`, 40);
  return part(page, HEAD);
}
const cell = (table, row, column) => table.getByRole('row').filter({hasText: row}).getByRole('cell').nth(column).innerText();
const LEVELS = ['rien', 'le fait et la date', 'l’en-tête', 'le contenu'];

async function theHeaderToBeginWith(site) {
  await signedConvention(site);
  const sharing = await opened(site, site.coordinator);
  const table = sharing.getByRole('table');
  same(await table.count(), 1, 'all show the same');
  same((await table.getByRole('columnheader').allInnerTexts()).slice(1), LEVELS, 'the levels');
  same(await table.getByRole('rowheader').count(), 6, 'the kinds of record');
  same(await cell(table, 'Échanges', 2), 'toutes les autres parties', 'who reads the header');
  same(await cell(table, 'Échanges', 3), '', 'who reads the content');
  await accessible(site.coordinator, 'what each sees');
  await picture(site.coordinator, 'sharing-default', {fullPage: true});
  faultless(site.coordinator, 'the header');
}

async function theKeeperProposes(site) {
  const page = site.coordinator;
  await button(page, 'Proposer une annexe').click();
  await dialog(page).getByLabel('Ce que montre').selectOption({label: CCI});
  await dialog(page).getByLabel('Échanges').selectOption({label: 'le contenu'});
  await dialog(page).getByLabel('Contacts').selectOption({label: 'rien'});
  await dialog(page).getByRole('button', {name: 'Ajouter une exception'}).click();
  const other = dialog(page).getByRole('group', {name: 'Exception 1'});
  await other.getByLabel('Ce qui est écrit').selectOption({label: 'Contacts'});
  await other.getByLabel('Pour').selectOption({label: CMA});
  await other.getByLabel('Elle voit').selectOption({label: 'l’en-tête'});
  await dialog(page).getByLabel('Motif').fill('Comité technique du 3 mars.');
  await accessible(page, 'the dialog of an annex');
  await picture(page, 'sharing-propose');
  await dialog(page).getByRole('button', {name: 'Proposer', exact: true}).click();
  await until(async () => !(await dialog(page).count()), 'the annex is proposed', 40);
  const proposal = part(page, 'Annexe proposée par Communauté de communes du Pays Créçois');
  await until(() => proposal.count(), 'the proposal');
  const rows = await proposal.getByRole('row').allInnerTexts();
  same(rows.length, 3, `what it changes: ${rows.join(' | ')}`);
  same(await proposal.getByRole('button', {name: /^Donner/}).count(), 0, 'the keeper agrees for nobody else');
  await accessible(page, 'a proposal');
  faultless(page, 'a proposal');
}

async function theChamberAgrees(site) {
  const page = site.chamber;
  const sharing = await opened(site, page);
  same(await button(page, 'Proposer une annexe').count(), 0, 'who proposes');
  await accessible(page, 'a proposal, to who is asked');
  await picture(page, 'sharing-proposed', {fullPage: true});
  await sharing.getByRole('button', {name: `Donner l’accord de ${CCI}`}).click();
  await until(() => sharing.getByText('L’annexe est en vigueur').count(), 'that it is in force');
  const table = sharing
    .getByRole('table')
    .filter({hasText: `Ce que montre ${CCI}`})
    .first();
  same(await cell(table, 'Échanges', 3), 'toutes les autres parties', 'who reads the content');
  same(await cell(table, 'Contacts', 0), 'les autres', 'who reads nothing');
  same(await cell(table, 'Contacts', 2), CMA, 'who reads the header');
  await sharing.getByText('Annexe n° 1').click();
  await accessible(page, 'an annex in force');
  await picture(page, 'sharing-in-force', {fullPage: true});
  faultless(page, 'an agreement');
}

async function theChamberShowsLess(site) {
  const page = site.chamber;
  await button(page, 'Montrer moins').click();
  const choices = await dialog(page).getByLabel('Besoins').locator('option').allInnerTexts();
  same(choices, LEVELS.slice(0, 3), 'no more than today');
  await dialog(page).getByLabel('Échanges').selectOption({label: 'le fait et la date'});
  await accessible(page, 'the dialog of showing less');
  await picture(page, 'sharing-narrow');
  await dialog(page).getByRole('button', {name: 'Montrer moins', exact: true}).click();
  await until(() => part(page, HEAD).getByText('Annexe n° 2').count(), 'the second annex', 40);
  const table = part(page, HEAD)
    .getByRole('table')
    .filter({hasText: `Ce que montre ${CCI}`})
    .first();
  same(await cell(table, 'Échanges', 1), 'toutes les autres parties', 'who reads that and when');
  faultless(page, 'showing less');
}

// The page of the keeper was opened before: nothing is lost, and it follows.
async function whoIsLateIsTold(site) {
  const page = site.coordinator;
  await button(page, 'Proposer une annexe').click();
  await dialog(page).getByLabel('Ce que montre').selectOption({label: CMA});
  await dialog(page).getByLabel('Besoins').selectOption({label: 'le contenu'});
  await dialog(page).getByRole('button', {name: 'Proposer', exact: true}).click();
  const told = dialog(page).getByRole('alert').filter({hasText: 'modifiée par quelqu’un d’autre'});
  await until(() => told.count(), 'that somebody else wrote');
  same(await dialog(page).getByLabel('Besoins').inputValue(), 'content', 'what was chosen is kept');
  await dialog(page).getByRole('button', {name: 'Proposer', exact: true}).click();
  await until(async () => !(await dialog(page).count()), 'the second try is taken', 40);
  await button(page, 'Retirer la proposition').click();
  await until(() => part(page, HEAD).getByText('La proposition est retirée.').count(), 'that it is withdrawn');
  faultless(page, 'a withdrawal');
}

async function anAdviserReads(site) {
  const page = await ofDemonstration(site, 'conseil@cma77.example');
  const sharing = await opened(site, page);
  same(await sharing.getByRole('button').count(), 0, 'what an adviser may do');
  faultless(page, 'an adviser');
}

async function onAPhone(site) {
  const page = await ofDemonstration(site, COORDINATOR, PHONE);
  const sharing = await opened(site, page);
  await fits(page, 'what each sees, on a phone');
  await accessible(page, 'what each sees, on a phone');
  await picture(page, 'sharing-phone', {fullPage: true});
  if (!/l’en-tête\s?:\s?toutes les autres parties/.test(await sharing.innerText()))
    fail('a narrow row does not name its level');
  await button(page, 'Proposer une annexe').click();
  await fits(page, 'the dialog on a phone');
  await accessible(page, 'the dialog on a phone');
  await picture(page, 'sharing-propose-phone');
  faultless(page, 'a phone');
}

await tests(() => Site.open(process.argv[2]), {
  theHeaderToBeginWith,
  theKeeperProposes,
  theChamberAgrees,
  theChamberShowsLess,
  whoIsLateIsTold,
  anAdviserReads,
  onAPhone
});
