// A spreadsheet matched with the register: its columns guessed and corrected, doubtful rows decided, the result as a file.
import {readFileSync} from 'node:fs';
import {accessible, fail, faultless, fits, PHONE, picture, same, Site, tests, until} from './harness.mjs';
import {asker, firstAdministrator} from './people.mjs';

async function signedIn(site) {
  return (site.administrator ??= await firstAdministrator(site));
}

// Rows as somebody types them: sure ones, one that several establishments may be, one that nobody is.
async function rowsOf(site, page) {
  const asked = '/api/v1/establishments?territory=77142&field=all&state=active&limit=1000';
  const {rows} = await asker(site, page)('GET', asked);
  const all = rows.map((one) => ({id: one.id, name: one.name?.text ?? '', address: one.address?.text ?? ''}));
  const named = all.filter((one) => one.name.length > 8 && /^\d+ [A-Z]{2,} [A-Z]/.test(one.address));
  const alone = named.filter((one) => all.filter((other) => other.name === one.name).length === 1).slice(0, 6);
  if (alone.length < 6) fail(`only ${alone.length} establishments to draw from`);
  const half = alone[5].name.split(' ')[0];
  const lines = alone.slice(0, 5).map((one) => [one.name, '', one.address.toLowerCase(), '77580', 'Crécy']);
  return {
    alone,
    lines: [
      ...lines,
      [alone[0].name, '12345678901234', '', '77580', ''],
      ['Zwingelstein Fromages', '', '3 rue Nulle Part', '77580', 'Crécy-la-Chapelle'],
      ['', '35600000000048', '', '', ''],
      [`${half} Zwingelstein`, '', alone[5].address, '77580', 'Crécy-la-Chapelle']
    ]
  };
}

function csvOf(head, lines) {
  const text = [head, ...lines].map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';')).join('\r\n');
  return {name: 'adherents.csv', mimeType: 'text/csv', buffer: Buffer.from(text, 'utf8')};
}

async function journey(site) {
  const page = await signedIn(site);
  await page.goto(`${site.url}/portefeuilles`);
  await page.getByRole('link', {name: 'Apporter un tableur'}).click();
  await until(() => page.getByRole('heading', {name: 'Apporter un tableur'}).count(), 'the page', 40);
  await accessible(page, 'before a file');
  await page.getByRole('button', {name: 'Lire le fichier'}).click();
  await until(() => page.getByText('Choisissez d’abord un fichier').count(), 'a file is wanted');
  await page
    .getByLabel('Votre fichier')
    .setInputFiles({name: 'photo.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7')});
  await page.getByRole('button', {name: 'Lire le fichier'}).click();
  await until(
    () => page.getByText('n’est pas un tableur').or(page.getByText("n'est pas un tableur")).count(),
    'a PDF is refused',
    40
  );
  const {alone, lines} = await rowsOf(site, page);
  await page.getByLabel('Votre fichier').setInputFiles(csvOf(['Raison sociale', 'N° SIRET', 'Adresse', 'CP', 'Où'], lines));
  await page.getByRole('button', {name: 'Lire le fichier'}).click();
  await until(() => page.getByRole('heading', {name: 'Ce que sont les colonnes'}).count(), 'the columns', 40);
  same(await page.getByLabel('Nom de l’entreprise').inputValue(), '1', 'the guessed column of names');
  same(await page.getByLabel('Code postal').inputValue(), '4', 'the guessed column of postcodes');
  same(await page.getByLabel('Commune').inputValue(), '', 'no column is guessed for the commune');
  await page.getByLabel('Commune').selectOption('5');
  await accessible(page, 'the columns');
  await picture(page, 'spreadsheet-columns', {fullPage: true});
  await page.getByRole('button', {name: 'Rapprocher', exact: true}).click();
  await until(() => page.getByRole('heading', {name: 'Ce qui a été trouvé'}).count(), 'the result', 60);
  await accessible(page, 'the result');
  await picture(page, 'spreadsheet-result', {fullPage: true});
  await page.getByRole('button', {name: /^Rapprochées/}).click();
  await until(() => page.getByRole('link', {name: alone[0].name}).count(), 'a sure one', 20);
  await page.getByRole('button', {name: /^Sans établissement/}).click();
  await until(() => page.getByText('SIRET absent du répertoire').count(), 'a SIRET that is not there is said so', 20);
  await decide(page);
  await tagAll(page);
  await download(page, alone);
  faultless(page, 'the spreadsheet');
}

async function decide(page) {
  const toCheck = page.getByRole('button', {name: /^À vérifier/});
  await toCheck.click();
  const rows = page.locator('tbody tr').filter({has: page.getByRole('radio')});
  if ((await rows.count()) === 0) return;
  await rows.first().getByRole('radio').first().check();
  await until(() => rows.first().getByText('Choisi par vous').count(), 'the choice', 20);
  await picture(page, 'spreadsheet-chosen', {fullPage: true});
}

async function tagAll(page) {
  await page.getByRole('button', {name: 'Étiqueter, ou mettre en portefeuille'}).click();
  await page.getByRole('button', {name: 'Poser une étiquette'}).click();
  await accessible(page, 'a tag for all that was found');
  await page.getByRole('dialog').getByLabel('Étiquette').fill('adhérent');
  await page.getByRole('dialog').getByRole('button', {name: 'Poser une étiquette'}).click();
  await until(() => page.getByText(/posée sur \d+\sétablissements/).count(), 'what was done', 40);
}

async function download(page, alone) {
  const arriving = page.waitForEvent('download');
  await page.getByRole('button', {name: 'Télécharger le résultat'}).click();
  const text = readFileSync(await (await arriving).path(), 'utf8');
  const lines = text.trimEnd().split('\r\n');
  same(lines.length, 10, 'lines of the file');
  if (!lines[1].includes(alone[0].id)) fail(`the first row lacks its SIRET: ${lines[1]}`);
  await until(() => page.getByText('Fichier préparé').count(), 'what was made is said');
}

async function phone(site) {
  const administrator = await signedIn(site);
  const {cookies} = await administrator.context().storageState();
  const page = await site.page(PHONE, {colorScheme: 'dark', storageState: {cookies, origins: []}});
  await page.goto(`${site.url}/tableurs`);
  await until(() => page.getByLabel('Votre fichier').count(), 'the page', 40);
  await fits(page, 'the page on a phone');
  const {lines} = await rowsOf(site, administrator);
  await page.getByLabel('Votre fichier').setInputFiles(csvOf(['Nom', 'Siret', 'Adresse', 'Code postal', 'Commune'], lines));
  await page.getByRole('button', {name: 'Lire le fichier'}).click();
  await until(() => page.getByRole('button', {name: 'Rapprocher', exact: true}).count(), 'the columns', 40);
  await fits(page, 'the columns on a phone');
  await page.getByRole('button', {name: 'Rapprocher', exact: true}).click();
  await until(() => page.getByRole('heading', {name: 'Ce qui a été trouvé'}).count(), 'the result', 60);
  await fits(page, 'the result on a phone');
  await accessible(page, 'the result on a phone, in the dark');
  await picture(page, 'phone-dark-spreadsheet', {fullPage: true});
  faultless(page, 'the phone');
}

await tests(() => Site.open(process.argv[2]), {journey, phone});
