// A chamber's visits and calls of past years: brought in, words said once, what fits nothing told, carried out, seen on the page, taken
// back; the same page on a phone.
import {accessible, fail, faultless, fits, PHONE, picture, same, Site, tests, until} from './harness.mjs';
import {asker, ofDemonstration} from './people.mjs';

const CHAMBER = 'conseil@cma77.example';
const YEAR = new Date().getFullYear() - 1;

async function knownTo(site, page) {
  const {rows} = await asker(site, page)('GET', '/api/v1/establishments?territory=77142&field=all&state=active&limit=1000');
  const named = rows.filter((one) => (one.name?.text ?? '').length > 8 && !one.local);
  return named.length >= 3 ? named.slice(0, 3) : fail(`only ${named.length} establishments`);
}

function fileOf(known) {
  const lines = [
    ['Siret', 'Date', 'Type de contact', 'Thématique', 'Conseiller', 'Durée', 'Compte rendu'],
    [known[0].id, `12/03/${YEAR}`, 'RDV', 'Immobilier', 'J. Parti', '1h30', 'Cherche un local de 50 m² en centre-bourg.'],
    [known[0].id, `lundi 3 avril ${YEAR}`, 'Visite', 'Transmission', '', '45', ''],
    [known[1].id, `2/5/${YEAR}`, 'RDV', 'Locaux', '', '30 min', ''],
    [known[2].id, 'avant l’été', 'Visite', 'Transmission', '', '', ''],
    [known[2].id, `5/5/${YEAR}`, 'Visite', 'Transmission', '', 'un moment', '']
  ];
  return {
    name: 'visites.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(lines.map((one) => one.join(';')).join('\r\n'), 'utf8')
  };
}

const rowOf = (page, text) => page.locator('tbody tr').filter({hasText: text});
const show = (page, name) => page.getByRole('button', {name: new RegExp(`^${name} \\(`)}).click();

async function prepared(site, page, known) {
  await page.goto(`${site.url}/tableurs`);
  await page.getByLabel('Votre fichier').setInputFiles(fileOf(known));
  await page.getByRole('button', {name: 'Lire le fichier'}).click();
  await until(() => page.getByRole('radio', {name: /nos visites, appels/}).count(), 'what is done with it', 40);
  await page.getByRole('radio', {name: /nos visites, appels/}).check();
  same(await page.getByLabel('Date de l’échange').inputValue(), '2', 'the column of days');
  same(await page.getByLabel('Comment (visite, appel…)').inputValue(), '3', 'the column of ways');
  same(await page.getByLabel('Temps passé', {exact: true}).inputValue(), '6', 'the column of times');
  await page.getByLabel('Date de l’échange').selectOption('');
  await page.getByRole('button', {name: 'Préparer l’import'}).click();
  await until(() => page.getByText('un échange sans date ne s’importe pas').count(), 'a day is wanted');
  await page.getByLabel('Date de l’échange').selectOption('2');
}

async function wordsSaid(page) {
  await until(() => page.getByRole('heading', {name: 'Les mots de votre fichier'}).count(), 'words to be said', 40);
  await until(() => page.getByText('Attend que ses mots soient précisés').count(), 'rows wait for them', 40);
  await accessible(page, 'words of a file');
  await picture(page, 'past-exchanges-words', {fullPage: true});
  await page.getByRole('button', {name: 'Enregistrer'}).click();
  await until(() => page.getByText('Choisissez d’abord').count(), 'one is chosen first');
  await page.getByLabel('Comment : « RDV »').selectOption({label: 'Rendez-vous'});
  await page.getByLabel('Sujet : « Immobilier »').selectOption({label: 'Locaux, foncier'});
  await page.getByLabel('Agent : « J. Parti »').selectOption({label: 'Sans nommer d’agent'});
  await page.getByRole('button', {name: 'Enregistrer'}).click();
  await until(() => page.getByText('3 mots précisés').count(), 'they are kept', 40);
  await until(() => page.getByRole('button', {name: 'Importer 3'}).count(), 'three rows are ready', 40);
  await show(page, 'En erreur');
  await until(() => page.getByText('Date illisible').count(), 'a wrong day is said', 20);
  same(await page.getByText('Temps passé illisible').count(), 1, 'a wrong time is said');
  await accessible(page, 'errors line by line');
  await picture(page, 'past-exchanges-errors', {fullPage: true});
}

async function broughtIn(site) {
  const page = (site.chamber = await ofDemonstration(site, CHAMBER));
  const known = (site.known = await knownTo(site, page));
  await prepared(site, page, known);
  await accessible(page, 'the columns of past exchanges');
  await picture(page, 'past-exchanges-columns', {fullPage: true});
  await page.getByRole('button', {name: 'Préparer l’import'}).click();
  await wordsSaid(page);
  await page.getByRole('button', {name: 'Importer 3'}).click();
  await until(() => page.getByText('3 lignes importées').count(), 'it is carried out', 60);
  await page.goto(`${site.url}/etablissements/${known[0].id}`);
  await until(() => page.getByText('Cherche un local de 50 m²').count(), 'the minutes are on the page', 40);
  await accessible(page, 'a page with past exchanges');
  await picture(page, 'past-exchanges-page', {fullPage: true});
  faultless(page, 'past exchanges');
}

async function undone(site) {
  const page = site.chamber;
  await page.goto(`${site.url}/tableurs`);
  await page.getByRole('link', {name: 'visites.csv'}).click();
  await page.getByRole('button', {name: 'Annuler cet import'}).click();
  await page.getByRole('dialog').getByRole('button', {name: 'Annuler cet import'}).click();
  await until(() => page.getByText('3 lignes annulées').count(), 'it is undone', 60);
  await page.goto(`${site.url}/etablissements/${site.known[0].id}`);
  await until(() => page.getByRole('heading', {level: 1}).count(), 'the page', 40);
  same(await page.getByText('Cherche un local de 50 m²').count(), 0, 'it is gone');
  faultless(page, 'the undoing');
}

async function phone(site) {
  const {cookies} = await site.chamber.context().storageState();
  const page = await site.page(PHONE, {colorScheme: 'dark', storageState: {cookies, origins: []}});
  await prepared(site, page, site.known);
  await fits(page, 'the columns on a phone');
  await page.getByRole('button', {name: 'Préparer l’import'}).click();
  await until(() => page.getByRole('heading', {name: 'Les mots de votre fichier'}).count(), 'its words', 60);
  await until(() => page.getByText('Agent à préciser').count(), 'what was said before is known but for a name', 40);
  same(await page.getByText('Sujet à préciser').count(), 0, 'a theme that was said before');
  await fits(page, 'the words on a phone');
  await page.getByText(/mots reconnus/).click();
  await fits(page, 'the words that are known, on a phone');
  await accessible(page, 'words on a phone, in the dark');
  await picture(page, 'phone-dark-past-exchanges', {fullPage: true});
  same(await rowOf(page, 'RDV').count(), 1, 'one row waits');
  faultless(page, 'the phone');
}

await tests(() => Site.open(process.argv[2]), {broughtIn, undone, phone});
