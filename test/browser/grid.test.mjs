// An objectives contract: described by its organisation's coordinator, fed by work that agents noted once, told for a period, copied to the
// next one; partners find none.
import {accessible, DESKTOP, faultless, fits, PHONE, picture, same, Site, tests, until} from './harness.mjs';
import {asker, ofDemonstration} from './people.mjs';

const CHAMBER = 'coordination@cma77.example';
const button = (page, name) => page.getByRole('button', {name, exact: true});
const part = (page, name) => page.getByRole('region', {name});
const dialog = (page) => page.getByRole('dialog');
const YEAR = new Date().getFullYear();

async function saved(page, name = 'Enregistrer') {
  await button(dialog(page), name).click();
  await until(async () => !(await dialog(page).count()), 'it is saved', 40);
}

async function oneIsFedByAYearOfWork(site) {
  const page = await ofDemonstration(site, CHAMBER);
  site.chamber = page;
  await page.goto(`${site.url}/conventions`);
  await page.getByRole('link', {name: 'Contrats d’objectifs de votre organisation'}).click();
  await page.getByRole('link', {name: "Contrat d'objectifs et de performance"}).click();
  await until(() => part(page, /^1.1 Transmission/).count(), 'its headings', 40);
  const said = await part(page, /^1.1 Transmission/).innerText();
  same(/actions 4.1 ; hors convention, sur « transmission, reprise »/.test(said), true, `what counts: ${said}`);
  same(/Cédants visités/.test(said), true, 'its indicator');
  await part(page, /^1.1 Transmission/)
    .locator('summary')
    .click();
  await until(
    () =>
      part(page, /^1.1 Transmission/)
        .getByRole('link', {name: /^4.1 Transmission/})
        .count(),
    'the action it counts for'
  );
  await accessible(page, 'an objectives contract');
  await picture(page, 'grid', {fullPage: true});
  faultless(page, 'an objectives contract');
}

async function aHeadingIsWritten(site) {
  const page = site.chamber;
  await button(page, 'Ajouter une rubrique').click();
  await dialog(page).getByLabel('Code').fill('5');
  await dialog(page).getByLabel('Intitulé').fill('Création d’entreprises');
  await until(() => dialog(page).getByRole('checkbox', {name: /^4.2 /}).count(), 'the actions that may count', 40);
  await dialog(page).getByRole('checkbox', {name: /^4.2 /}).check();
  await button(dialog(page), 'Ajouter un choix').click();
  await dialog(page).getByLabel('Où').selectOption({label: 'Tout travail, pour une action ou non'});
  await dialog(page).getByRole('checkbox', {name: 'Création', exact: true}).check();
  await accessible(page, 'the dialog of a heading');
  await picture(page, 'grid-heading');
  await saved(page);
  await until(() => part(page, /^5 Création/).count(), 'the heading', 40);
  await button(page, 'Ajouter un indicateur : 5').click();
  await dialog(page).getByLabel('Code').fill('E1');
  await dialog(page).getByLabel('Intitulé').fill('Porteurs de projet reçus');
  await dialog(page).getByLabel('Unité').fill('contributions');
  await dialog(page)
    .getByLabel('Ce qui est compté')
    .selectOption({label: 'Contributions (visites, appels, réunions, courriers…)'});
  same(await dialog(page).getByText('Travail de', {exact: true}).count(), 0, 'the work is its own');
  await dialog(page).getByLabel('Cible').fill('25');
  await saved(page);
  await until(
    () =>
      part(page, /^5 Création/)
        .getByText('Porteurs de projet reçus')
        .count(),
    'the indicator',
    40
  );
  await button(page, 'Valeurs saisies : D1').click();
  await until(() => dialog(page).getByText('34 jeunes').count(), 'what was entered', 40);
  await dialog(page).getByLabel('Valeur (jeunes)').fill('6');
  await dialog(page).getByLabel('Preuve').fill('Salon des métiers');
  await button(dialog(page), 'Enregistrer').click();
  await until(() => dialog(page).getByText('6 jeunes', {exact: false}).count(), 'one more', 40);
  await page.keyboard.press('Escape');
  await until(
    () =>
      part(page, /^4 Apprentissage/)
        .getByText(/40 sur 60 jeunes/)
        .count(),
    'added up',
    40
  );
  faultless(page, 'a heading');
}

async function twoWriteAtOnce(site) {
  const page = site.chamber;
  const id = page.url().split('/').at(-1);
  await button(page, 'Modifier : 5').click();
  await dialog(page).getByLabel('Intitulé').fill('Création et installation');
  const ask = asker(site, page);
  const grid = await ask('GET', `/api/v1/grids/${id}`);
  const it = grid.headings.find((one) => one.code === '5');
  const theirs = {parent: '', code: '5', title: 'Installation', description: '', actions: [], choices: it.choices};
  await ask('PUT', `/api/v1/grid-headings/${it.id}`, {version: it.version, ...theirs});
  await button(dialog(page), 'Enregistrer').click();
  const choice = dialog(page).getByRole('group', {name: 'Changé entre-temps : Intitulé'});
  await until(() => choice.getByText('Installation').count(), 'what it is now', 40);
  await choice.getByRole('button', {name: /^Garder/}).click();
  await saved(page);
  await until(() => part(page, /^5 Création et installation/).count(), 'as it was chosen', 40);
  faultless(page, 'two at once');
}

async function theReportIsTakenAway(site) {
  const page = site.chamber;
  await page.getByLabel('Du', {exact: true}).fill(`${YEAR - 1}-01-01`);
  await page.getByLabel('Au', {exact: true}).fill(`${YEAR}-12-31`);
  await button(page, 'Afficher la période').click();
  await until(() => page.getByText(new RegExp(`du 1er\\sjanvier\\s${YEAR - 1}`)).count(), 'the period', 40);
  const files = part(page, 'Compte rendu de la période');
  await button(files, 'Préparer – PDF').click();
  await until(() => files.getByRole('link', {name: /^Télécharger – PDF/}).count(), 'the paper', 60);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    files.getByRole('link', {name: 'Tableur (CSV)'}).click()
  ]);
  same(download.suggestedFilename(), `contrat-${YEAR - 1}-01-01-${YEAR}-12-31.csv`, 'the file');
  faultless(page, 'the report');
}

async function theNextOneIsPrepared(site) {
  const page = site.chamber;
  await button(page, 'Préparer le contrat suivant').click();
  same(await dialog(page).getByLabel('Premier jour').inputValue(), `${YEAR + 2}-01-01`, 'as long as the one before');
  await dialog(page).getByLabel('Intitulé').fill('Contrat suivant');
  await dialog(page)
    .getByLabel('Dernier jour')
    .fill(`${YEAR + 4}-09-30`);
  await accessible(page, 'the dialog of the next contract');
  await picture(page, 'grid-next');
  await button(dialog(page), 'Créer').click();
  await until(() => page.getByRole('heading', {name: 'Contrat suivant'}).count(), 'the next contract', 40);
  await until(() => part(page, /^1.1 Transmission/).count(), 'its headings', 40);
  const days = new RegExp(
    `Cibles de ${YEAR + 4}\\s: du 1er\\sjanvier\\s${YEAR + 4} au 30\\sseptembre\\s${YEAR + 4}, les jours du contrat`
  );
  await until(() => page.getByText(days).count(), 'which days its last targets are of', 40);
  await picture(page, 'grid-part-year');
  await part(page, /^1.1 Transmission/)
    .getByRole('button', {name: /^Modifier : A2/})
    .click();
  await until(
    () =>
      dialog(page)
        .getByText(new RegExp(`Du 01/01/${YEAR + 4} au 30/09/${YEAR + 4}`))
        .count(),
    'the same where they are typed',
    40
  );
  await dialog(page)
    .getByText(/les jours du contrat/)
    .scrollIntoViewIfNeeded();
  await accessible(page, 'targets of a part of a year');
  await picture(page, 'grid-part-target');
  await page.keyboard.press('Escape');
  faultless(page, 'the next contract');
}

async function partnersFindNone(site) {
  const page = await ofDemonstration(site, 'coordination@pays-crecois.example');
  await page.goto(`${site.url}/contrats-objectifs`);
  await until(() => page.getByText('Aucun contrat d’objectifs.').count(), 'none of theirs', 40);
  await accessible(page, 'no contract');
  await button(page, 'Nouveau contrat d’objectifs').click();
  await dialog(page).getByLabel('Intitulé').fill('Contrat de ruralité');
  await dialog(page).getByLabel('Rend compte à').fill('Préfecture');
  await button(dialog(page), 'Créer').click();
  await until(() => page.getByText('Aucune rubrique.').count(), 'one of their own', 40);
  faultless(page, 'a partner');
}

async function onAPhone(site) {
  const page = await ofDemonstration(site, 'conseil@cma77.example', PHONE);
  await page.goto(`${site.url}/contrats-objectifs`);
  await until(() => page.getByRole('link', {name: /performance/}).count(), 'an adviser reads it', 40);
  await fits(page, 'contracts on a phone');
  await accessible(page, 'contracts on a phone');
  await page.getByRole('link', {name: /performance/}).click();
  await until(() => part(page, /^1.1 Transmission/).count(), 'its headings', 40);
  same(await page.getByRole('button', {name: /^Modifier/}).count(), 0, 'and changes nothing');
  await fits(page, 'a contract on a phone');
  await accessible(page, 'a contract on a phone');
  await picture(page, 'grid-phone', {fullPage: true});
  faultless(page, 'a phone');
  const chamber = site.chamber;
  await chamber.setViewportSize(PHONE.viewport);
  await button(chamber, 'Ajouter une rubrique').click();
  await button(dialog(chamber), 'Ajouter un choix').click();
  await fits(chamber, 'a heading on a phone');
  await accessible(chamber, 'a heading on a phone');
  await picture(chamber, 'grid-heading-phone');
  await chamber.setViewportSize(DESKTOP.viewport);
}

await tests(async () => Object.assign(await Site.open(process.argv[2]), {withWork: true}), {
  oneIsFedByAYearOfWork,
  aHeadingIsWritten,
  twoWriteAtOnce,
  theReportIsTakenAway,
  theNextOneIsPrepared,
  partnersFindNone,
  onAPhone
});
