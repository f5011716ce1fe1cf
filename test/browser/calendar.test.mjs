// What reaches an agent outside of the screen, as the account page sets it: the calendar, letters; and what of conventions is to watch.
// On a desktop and a phone.
import {accessible, fail, faultless, fits, PHONE, picture, same, Site, tests, until} from './harness.mjs';
import {signedConvention} from './conventions.mjs';
import {ofDemonstration} from './people.mjs';

const section = (page) => page.getByRole('region', {name: 'Calendrier', exact: true});
const address = (page) => section(page).getByLabel('Adresse du calendrier').inputValue();

async function itIsMadeAndReadFromOutside(site) {
  const page = (site.page1 = await ofDemonstration(site, 'developpement@pays-crecois.example'));
  await page.goto(`${site.url}/compte`);
  await until(() => section(page).getByText('Aucune adresse n’a été créée.').count(), 'that there is none', 40);
  await accessible(page, 'an account without a calendar');
  await section(page).getByRole('button', {name: 'Créer une adresse'}).click();
  await until(() => section(page).getByLabel('Adresse du calendrier').count(), 'the address', 40);
  await until(() => section(page).getByText('Elle n’a pas encore été lue.').count(), 'that nobody read it', 40);
  await accessible(page, 'a fresh address');
  await picture(section(page), 'calendar');
  site.first = await address(page);
  const outside = await fetch(site.first);
  if (!(await outside.text()).startsWith('BEGIN:VCALENDAR\r\n')) fail('it is no calendar');
  faultless(page, 'a calendar');
}

async function itIsRenewedAndStopped(site) {
  const page = site.page1;
  await page.reload();
  await until(() => section(page).getByText('Lue pour la dernière fois').count(), 'that it was read', 40);
  same(await section(page).getByLabel('Adresse du calendrier').count(), 0, 'it is shown once');
  await section(page).getByRole('button', {name: 'Renouveler l’adresse'}).click();
  await until(() => section(page).getByLabel('Adresse du calendrier').count(), 'another address', 40);
  same((await fetch(site.first)).status, 404, 'the former one');
  const second = await address(page);
  same((await fetch(second)).status, 200, 'the new one');
  await section(page).getByRole('button', {name: 'Arrêter le calendrier'}).click();
  await until(() => section(page).getByText('L’adresse n’est plus en service.').count(), 'that it stopped', 40);
  same((await fetch(second)).status, 404, 'a stopped one');
  faultless(page, 'a stopped calendar');
}

async function lettersAreChosen(site) {
  const page = site.page1;
  const letters = page.getByRole('region', {name: 'Lettres', exact: true});
  await until(() => letters.getByText('n’envoie pas de courriels').count(), 'that none is sent here', 40);
  const week = letters.getByRole('checkbox', {name: /^La semaine/});
  same(await week.isChecked(), true, 'a letter of the week');
  await week.uncheck();
  await until(() => letters.getByText('Votre choix est enregistré.').count(), 'that it is kept', 40);
  await accessible(page, 'an account with letters');
  await picture(letters, 'letters');
  await page.reload();
  await until(() => week.count(), 'the letters again', 40);
  same(await week.isChecked(), false, 'what was chosen');
  faultless(page, 'letters');
}

async function conventionsAreWatched(site) {
  const soon = new Date(Date.now() + 100 * 86_400_000).toISOString().slice(0, 10);
  await signedConvention(site, {endsOn: soon});
  const page = site.coordinator;
  await page.goto(`${site.url}/ma-journee`);
  const watched = page.getByRole('region', {name: 'Conventions à surveiller', exact: true});
  await until(() => watched.getByRole('link').count(), 'what is to watch', 40);
  await accessible(page, 'a day with conventions to watch');
  await picture(watched, 'alerts');
  await watched.getByRole('link', {name: /^Elle prend fin/}).click();
  await until(() => page.url().endsWith(site.convention), 'where it leads', 40);
  const here = page.getByRole('region', {name: 'À surveiller', exact: true});
  await until(() => here.getByRole('listitem').count(), 'what of this one is to watch', 40);
  await accessible(page, 'a convention to watch');
  await picture(page, 'alerts-convention');
  faultless(page, 'alerts');
}

async function whatIsHeldOfOneIsShown(site) {
  const page = site.coordinator;
  await page.goto(`${site.url}/compte`);
  await page.getByRole('link', {name: 'Voir et télécharger mes données'}).click();
  await until(() => page.getByRole('heading', {name: 'Ce que le journal garde de mes actes'}).count(), 'one’s data', 40);
  await accessible(page, 'what is held of an agent');
  await picture(page, 'held', {fullPage: true});
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', {name: 'Télécharger (JSON)'}).click()
  ]);
  same(file.suggestedFilename(), 'mes-donnees.json', 'the file');
  same(await page.getByRole('heading', {name: 'Données d’un agent, même parti'}).count(), 0, 'nobody else’s');
  const phone = await ofDemonstration(site, 'terrain@pays-crecois.example', PHONE);
  await phone.goto(`${site.url}/compte/donnees`);
  await until(() => phone.getByRole('heading', {name: 'Compte', exact: true}).count(), 'on a phone', 40);
  await fits(phone, 'what is held, on a phone');
  await accessible(phone, 'what is held, on a phone');
  faultless(phone, 'a phone');
  faultless(page, 'what is held');
}

async function onAPhone(site) {
  const page = await ofDemonstration(site, 'conseil@cma77.example', PHONE);
  await page.goto(`${site.url}/compte`);
  await section(page).getByRole('button', {name: 'Créer une adresse'}).click();
  await until(() => section(page).getByLabel('Adresse du calendrier').count(), 'the address', 40);
  await fits(page, 'an account on a phone');
  await accessible(page, 'an account on a phone');
  await picture(page, 'calendar-phone', {fullPage: true});
  faultless(page, 'a phone');
}

await tests(() => Site.open(process.argv[2]), {
  itIsMadeAndReadFromOutside,
  itIsRenewedAndStopped,
  lettersAreChosen,
  conventionsAreWatched,
  whatIsHeldOfOneIsShown,
  onAPhone
});
