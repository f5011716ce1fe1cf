// The calendar of one's account: made, read from outside, renewed and stopped; on a desktop and a phone.
import {accessible, fail, faultless, fits, PHONE, picture, same, Site, tests, until} from './harness.mjs';
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

await tests(() => Site.open(process.argv[2]), {itIsMadeAndReadFromOutside, itIsRenewedAndStopped, onAPhone});
