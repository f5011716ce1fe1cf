// A chamber's roll of members with telephone numbers: brought in, looked through, carried out, seen by its partner, taken back; the same
// page on a phone.
import {accessible, fail, faultless, fits, PHONE, picture, same, Site, tests, until} from './harness.mjs';
import {asker, ofDemonstration} from './people.mjs';

const CHAMBER = 'conseil@cma77.example';
const PARTNER = 'coordination@pays-crecois.example';

async function knownTo(site, page) {
  const {rows} = await asker(site, page)('GET', '/api/v1/establishments?territory=77142&field=all&state=active&limit=1000');
  const named = rows.filter((one) => (one.name?.text ?? '').length > 8 && !one.local);
  return named.length >= 3 ? named.slice(0, 3) : fail(`only ${named.length} establishments`);
}

function fileOf(known) {
  const lines = [
    ['Siret', 'Entreprise', 'Dirigeant', 'Tél', 'Mail', 'Adhérent depuis'],
    [known[0].id, '', 'Noémie Fournier', '01 64 63 10 01', 'noemie@exemple.fr', '03/04/2011'],
    [known[1].id, '', 'Luc Meunier', '12', '', '2015'],
    ['', 'Zwingelstein Fromages', 'Ada Fromage', '0164631003', '', ''],
    ['', 'Quelconque Inconnu', 'Ève Inconnue', '0164631004', '', '']
  ];
  return {
    name: 'ressortissants.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(lines.map((one) => one.join(';')).join('\r\n'), 'utf8')
  };
}

async function prepared(site, page, known) {
  await page.goto(`${site.url}/tableurs`);
  await until(() => page.getByText('Aucun fichier importé').count(), 'no import yet', 40);
  await page.getByLabel('Votre fichier').setInputFiles(fileOf(known));
  await page.getByRole('button', {name: 'Lire le fichier'}).click();
  await until(
    () => page.getByRole('radio', {name: 'Importer notre liste de ressortissants'}).count(),
    'what is done with it',
    40
  );
  await page.getByRole('radio', {name: 'Importer notre liste de ressortissants'}).check();
  same(await page.getByLabel('Nom de la personne').inputValue(), '3', 'the column of persons');
  same(await page.getByLabel('Téléphone', {exact: true}).inputValue(), '4', 'the column of numbers');
  same(await page.getByLabel('Ressortissant depuis').inputValue(), '6', 'the column of days');
  await page.getByLabel('Fichier à jour au').fill('2026-01-15');
  await accessible(page, 'the columns of an import');
  await picture(page, 'import-columns', {fullPage: true});
  await page.getByRole('button', {name: 'Préparer l’import'}).click();
  await until(() => page.getByRole('heading', {name: 'Ce que l’import ferait'}).count(), 'the preview', 60);
}

const rowOf = (page, text) => page.locator('tbody tr').filter({hasText: text});
const show = (page, name) => page.getByRole('button', {name: new RegExp(`^${name} \\(`)}).click();

async function lookThrough(page) {
  await until(() => page.getByText('Rien n’est encore écrit').count(), 'nothing is written yet');
  await accessible(page, 'the preview');
  await picture(page, 'import-preview', {fullPage: true});
  const cheese = rowOf(page, 'Zwingelstein');
  await cheese.getByRole('button', {name: 'Valider'}).click();
  await until(() => cheese.getByText('Choisissez d’abord').count(), 'a choice is wanted');
  await cheese.getByRole('radio', {name: /ajouter aux fiches locales/}).check();
  await cheese.getByRole('combobox', {name: 'Commune'}).fill('Crécy');
  await page.getByRole('option', {name: /Crécy-la-Chapelle/}).click();
  await accessible(page, 'a row to look through');
  await cheese.getByRole('button', {name: 'Valider'}).click();
  await until(async () => !(await cheese.count()), 'the row is decided', 40);
  await rowOf(page, 'Quelconque')
    .getByRole('radio', {name: /Laisser/})
    .check();
  await rowOf(page, 'Quelconque').getByRole('button', {name: 'Valider'}).click();
  await until(() => page.getByRole('button', {name: 'Importer 3'}).count(), 'three rows are ready', 40);
  await show(page, 'Prêtes');
  await until(() => page.getByText('Numéro illisible, non repris').count(), 'a wrong number is said', 20);
}

async function roll(site) {
  const page = (site.chamber = await ofDemonstration(site, CHAMBER));
  const known = (site.known = await knownTo(site, page));
  await prepared(site, page, known);
  await lookThrough(page);
  await page.getByRole('button', {name: 'Importer 3'}).click();
  await until(() => page.getByText('3 lignes importées').count(), 'it is carried out', 60);
  await accessible(page, 'what was done');
  await picture(page, 'import-done', {fullPage: true});
  await page.goto(`${site.url}/etablissements/${known[0].id}`);
  await until(() => page.getByText('01 64 63 10 01').count(), 'the number is on the page', 40);
  faultless(page, 'the import');
}

async function partner(site) {
  const page = await ofDemonstration(site, PARTNER);
  await page.goto(`${site.url}/etablissements/${site.known[0].id}`);
  const said = page.getByText('Déclaré par CMA de Seine-et-Marne, ressortissant depuis le 3 avril 2011');
  await until(() => said.count(), 'the partner reads who says so', 40);
  await accessible(page, 'a membership that was stated');
  await picture(page, 'import-membership', {fullPage: true});
  await page.goto(`${site.url}/tableurs`);
  await until(() => page.getByText('Aucun fichier importé').count(), 'imports are one’s own organisation’s', 40);
  faultless(page, 'the partner');
}

async function undone(site) {
  const page = site.chamber;
  await page.goto(`${site.url}/tableurs`);
  await until(() => page.getByRole('link', {name: 'ressortissants.csv'}).count(), 'the history', 40);
  await accessible(page, 'the history');
  await picture(page, 'import-history', {fullPage: true});
  await page.getByRole('link', {name: 'ressortissants.csv'}).click();
  await until(() => page.getByRole('button', {name: 'Annuler cet import'}).count(), 'it can be undone', 40);
  await page.getByRole('button', {name: 'Annuler cet import'}).click();
  await accessible(page, 'the question before');
  await page.getByRole('dialog').getByRole('button', {name: 'Annuler cet import'}).click();
  await until(() => page.getByText('3 lignes annulées').count(), 'it is undone', 60);
  await page.goto(`${site.url}/etablissements/${site.known[0].id}`);
  await until(() => page.getByRole('heading', {level: 1}).count(), 'the page', 40);
  same(await page.getByText('01 64 63 10 01').count(), 0, 'the number is gone');
  faultless(page, 'the undoing');
}

async function phone(site) {
  const {cookies} = await site.chamber.context().storageState();
  const page = await site.page(PHONE, {colorScheme: 'dark', storageState: {cookies, origins: []}});
  await page.goto(`${site.url}/tableurs`);
  await until(() => page.getByRole('link', {name: 'ressortissants.csv'}).count(), 'the history', 40);
  await fits(page, 'the history on a phone');
  await page.getByLabel('Votre fichier').setInputFiles(fileOf(site.known));
  await page.getByRole('button', {name: 'Lire le fichier'}).click();
  await page.getByRole('radio', {name: 'Importer nos contacts'}).check();
  await fits(page, 'the columns on a phone');
  await page.getByRole('button', {name: 'Préparer l’import'}).click();
  await until(() => page.getByRole('heading', {name: 'Ce que l’import ferait'}).count(), 'the preview', 60);
  await until(() => rowOf(page, 'Zwingelstein').count(), 'a row to look through', 40);
  await fits(page, 'the preview on a phone');
  await accessible(page, 'the preview on a phone, in the dark');
  await picture(page, 'phone-dark-import', {fullPage: true});
  await page.getByRole('button', {name: 'Abandonner'}).click();
  await fits(page, 'the question on a phone');
  await page.getByRole('dialog').getByRole('button', {name: 'Abandonner'}).click();
  await until(() => page.getByText('Import abandonné').count(), 'it is given up', 40);
  faultless(page, 'the phone');
}

await tests(() => Site.open(process.argv[2]), {roll, partner, undone, phone});
