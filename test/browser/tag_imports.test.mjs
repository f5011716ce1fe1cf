// An adviser's tags and portfolio from a spreadsheet: brought in, words said once, carried out, seen on the page, taken back; the same page
// on a phone.
import {accessible, fail, faultless, fits, PHONE, picture, same, Site, tests, until} from './harness.mjs';
import {asker, ofDemonstration} from './people.mjs';

const CHAMBER = 'conseil@cma77.example';

async function knownTo(site, page) {
  const {rows} = await asker(site, page)('GET', '/api/v1/establishments?territory=77142&field=all&state=active&limit=1000');
  const named = rows.filter((one) => (one.name?.text ?? '').length > 8 && !one.local);
  return named.length >= 2 ? named.slice(0, 2) : fail(`only ${named.length} establishments`);
}

function fileOf(known) {
  const lines = [
    ['Siret', 'Étiquettes', 'Portefeuille'],
    [known[0].id, 'marché du jeudi, zone nord', 'Tournée du jeudi'],
    [known[1].id, 'Zone Nord', '']
  ];
  return {
    name: 'étiquettes.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(lines.map((one) => one.join(';')).join('\r\n'), 'utf8')
  };
}

async function prepared(site, page, known) {
  await page.goto(`${site.url}/tableurs`);
  await page.getByLabel('Votre fichier').setInputFiles(fileOf(known));
  await page.getByRole('button', {name: 'Lire le fichier'}).click();
  await until(() => page.getByRole('radio', {name: /nos étiquettes/}).count(), 'what is done with it', 40);
  await page.getByRole('radio', {name: /nos étiquettes/}).check();
  same(await page.getByLabel('Étiquettes', {exact: true}).inputValue(), '2', 'the column of tags');
  same(await page.getByLabel('Portefeuille ou conseiller').inputValue(), '3', 'the column of portfolios');
  await page.getByRole('button', {name: 'Préparer l’import'}).click();
  await until(() => page.getByRole('heading', {name: 'Les mots de votre fichier'}).count(), 'words to be said', 40);
}

async function broughtIn(site) {
  const page = (site.chamber = await ofDemonstration(site, CHAMBER));
  const known = (site.known = await knownTo(site, page));
  await prepared(site, page, known);
  await page.getByLabel('Étiquette : « marché du jeudi »').selectOption('new');
  await page.getByLabel('Étiquette : « zone nord »').selectOption('shared');
  await page.getByLabel('Portefeuille : « Tournée du jeudi »').selectOption({label: 'Nouveau portefeuille de Paul Hérault'});
  await accessible(page, 'words of a file of tags');
  await picture(page, 'tag-import-words', {fullPage: true});
  await page.getByRole('button', {name: 'Enregistrer'}).click();
  await until(() => page.getByRole('button', {name: 'Importer 2'}).count(), 'two rows are ready', 40);
  await until(() => page.getByText('Étiquette ajoutée').count(), 'what happens is said', 40);
  await accessible(page, 'tags to be put');
  await page.getByRole('button', {name: 'Importer 2'}).click();
  await until(() => page.getByText('2 lignes importées').count(), 'it is carried out', 60);
  await page.goto(`${site.url}/etablissements/${known[0].id}`);
  await until(() => page.getByText('marché du jeudi').count(), 'the tag is on the page', 40);
  await until(() => page.getByText('Tournée du jeudi').count(), 'the portfolio too', 40);
  await picture(page, 'tag-import-page');
  faultless(page, 'tags');
}

async function undone(site) {
  const page = site.chamber;
  await page.goto(`${site.url}/tableurs`);
  await page.getByRole('link', {name: 'étiquettes.csv'}).click();
  await page.getByRole('button', {name: 'Annuler cet import'}).click();
  await page.getByRole('dialog').getByRole('button', {name: 'Annuler cet import'}).click();
  await until(() => page.getByText('2 lignes annulées').count(), 'it is undone', 60);
  await page.goto(`${site.url}/etablissements/${site.known[0].id}`);
  await until(() => page.getByRole('heading', {level: 1}).count(), 'the page', 40);
  same(await page.getByText('marché du jeudi').count(), 0, 'it is gone');
  faultless(page, 'the undoing');
}

async function phone(site) {
  const {cookies} = await site.chamber.context().storageState();
  const page = await site.page(PHONE, {colorScheme: 'dark', storageState: {cookies, origins: []}});
  await prepared(site, page, site.known);
  await fits(page, 'the words on a phone');
  await accessible(page, 'words on a phone, in the dark');
  await picture(page, 'phone-dark-tag-import', {fullPage: true});
  faultless(page, 'the phone');
}

await tests(() => Site.open(process.argv[2]), {broughtIn, undone, phone});
