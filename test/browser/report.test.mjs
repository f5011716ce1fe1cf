// The report of a convention: its figures, what the coordinator and a party write in it, its files, and that it stays as it was issued.
import {readFileSync} from 'node:fs';
import {accessible, fail, faultless, fits, PHONE, picture, Site, tests, until} from './harness.mjs';
import {button, COORDINATOR, dialog, part} from './conventions.mjs';
import {ofDemonstration} from './people.mjs';

const OPENING = 'Deux cents visites, et une crue évitée.';

async function ofTheYear(site) {
  const page = await ofDemonstration(site, COORDINATOR);
  site.coordinator = page;
  await page.goto(`${site.url}/conventions`);
  await page.getByRole('link', {name: /Convention de partenariat/}).click();
  const reports = part(page, 'Bilans');
  await until(() => reports.getByRole('link', {name: /^Bilan 20/}).count(), 'the report of the year', 40);
  await reports.getByRole('link', {name: 'Chiffres d’une période'}).click();
  await until(() => part(page, 'Chiffres clés').count(), 'figures without a report', 40);
  await accessible(page, 'the figures of a period');
  await page.getByLabel('Du', {exact: true}).fill('2020-01-01');
  await page.getByLabel('Au', {exact: true}).fill('2020-12-31');
  await button(page, 'Afficher').click();
  await until(async () => /\b0\b/.test(await part(page, 'Chiffres clés').innerText()), 'nothing was done in 2020', 40);
  if (!page.url().includes('du=2020-01-01&au=2020-12-31')) fail(`the address does not say the period: ${page.url()}`);
  await page.getByRole('link', {name: /← Convention/}).click();
  await reports.getByRole('link', {name: /^Bilan 20/}).click();
  await until(() => part(page, 'Par partenaire').count(), 'the report', 40);
  site.report = new URL(page.url()).pathname;
  const keys = await part(page, 'Chiffres clés').innerText();
  for (const word of ['entreprises suivies', 'dont visitées', 'jours passés', 'du tissu économique', 'un an avant'])
    if (!keys.includes(word)) fail(`« ${word} » is missing: ${keys}`);
  const axis = part(page, /^Axe 1 –/);
  if (!(await axis.getByText('Les visites ont surtout porté').count())) fail('the words of an axis are missing');
  if ((await axis.getByRole('row').count()) < 6) fail('actions and indicators of an axis are missing');
  await accessible(page, 'a report');
  await picture(page, 'report-whole', {fullPage: true});
  await page.setViewportSize({width: 1440, height: 1500});
  await picture(page, 'report');
  faultless(page, 'the report of a year');
}

async function isWrittenByItsCoordinator(site) {
  const page = site.coordinator;
  await page.getByRole('button', {name: /^Modifier.*En ouverture/}).click();
  await dialog(page).getByLabel('Texte').fill(OPENING);
  await accessible(page, 'the dialog of words');
  // A colleague writes in the same place meanwhile.
  const other = await page.context().newPage();
  await other.goto(site.url + site.report);
  await other.getByRole('button', {name: /^Modifier.*En ouverture/}).click();
  await dialog(other).getByLabel('Texte').fill('Une autre ouverture.');
  await button(dialog(other), 'Enregistrer').click();
  await until(() => other.getByText('Une autre ouverture.').count(), 'what the colleague wrote', 40);
  await other.close();
  await button(dialog(page), 'Enregistrer').click();
  await until(() => dialog(page).getByText('Une autre ouverture.').count(), 'the choice between both', 40);
  await dialog(page)
    .getByRole('button', {name: /Garder/})
    .click();
  await button(dialog(page), 'Enregistrer').click();
  await until(async () => !(await dialog(page).count()) && (await page.getByText(OPENING).count()), 'it is saved', 40);
  faultless(page, 'words of a report');
}

async function isTakenAwayAsFiles(site) {
  const page = site.coordinator;
  const documents = part(page, 'Documents');
  for (const form of ['PDF', 'PDF d’une page, pour les élus', 'Document LibreOffice (.odt)']) {
    await documents.getByRole('button', {name: `Préparer – ${form}`, exact: true}).click();
    const link = documents.getByRole('link', {name: `Télécharger – ${form}`, exact: true});
    await until(() => link.count(), form, 60);
    const [file] = await Promise.all([page.waitForEvent('download'), link.click()]);
    const bytes = readFileSync(await file.path());
    const isRight = form.startsWith('PDF')
      ? bytes.subarray(0, 4).toString() === '%PDF'
      : bytes.subarray(0, 2).toString() === 'PK';
    if (!isRight || !file.suggestedFilename().startsWith('bilan')) fail(`${form}: ${file.suggestedFilename()}`);
  }
  await page.getByRole('link', {name: 'Une page', exact: true}).click();
  await until(() => part(page, 'Objectifs').count(), 'the page for elected members', 40);
  if (await part(page, 'Par partenaire').count()) fail('one page holds more than it should');
  await picture(page, 'report-page', {fullPage: true});
  await page.getByRole('link', {name: 'Tout le bilan', exact: true}).click();
  await until(() => part(page, 'Par partenaire').count(), 'the whole report', 40);
  faultless(page, 'files of a report');
}

async function isWrittenInByAParty(site) {
  const page = await ofDemonstration(site, 'conseil@cci77.example', PHONE);
  site.chamber = page;
  await page.goto(site.url + site.report);
  await until(() => page.getByText(OPENING).count(), 'what the coordinator wrote', 40);
  if (await page.getByRole('button', {name: /^(Modifier|Écrire)/}).count()) fail('an adviser writes in a report');
  if (await button(page, 'Publier').count()) fail('a party issues the report');
  await fits(page, 'a report on a phone');
  await accessible(page, 'a report on a phone');
  await picture(page, 'report-phone', {fullPage: true});
  faultless(page, 'a report for a party');
}

async function staysAsItWasIssued(site) {
  const page = site.coordinator;
  await button(page, 'Publier').click();
  await button(dialog(page), 'Publier').click();
  await until(() => page.getByText(/publié le .* par /).count(), 'it is issued', 40);
  if (await page.getByRole('button', {name: /^Modifier/}).count()) fail('an issued report is written on');
  await button(page, 'Rouvrir').click();
  await dialog(page).getByLabel('Motif').fill('Une action manquait.');
  await button(dialog(page), 'Rouvrir').click();
  await until(() => button(page, 'Publier').count(), 'a draft again', 40);
  await button(page, 'Supprimer le projet').click();
  await button(dialog(page), 'Supprimer le projet').click();
  await until(() => part(page, 'Bilans').getByText('Aucun bilan.').count(), 'it is gone', 40);
  faultless(page, 'an issued report');
}

await tests(async () => Object.assign(await Site.open(process.argv[2]), {withWork: true}), {
  ofTheYear,
  isWrittenByItsCoordinator,
  isTakenAwayAsFiles,
  isWrittenInByAParty,
  staysAsItWasIssued
});
