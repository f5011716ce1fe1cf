// A need from the page of a business to the day of the partner who takes it, and back to who gave it; reminders; on a phone.
import {signedConvention} from './conventions.mjs';
import {accessible, fail, faultless, fits, PHONE, picture, Site, tests, until} from './harness.mjs';
import {ofDemonstration} from './people.mjs';

const TEXT = 'Cherche 300 m² près de la gare.';
const dialog = (page) => page.getByRole('dialog');
const toDo = (page) => page.getByRole('region', {name: 'À faire et besoins'});
const part = (page, name) => page.getByRole('region', {name, exact: true});
const closed = (page, what) => until(async () => !(await dialog(page).count()), what, 40);

async function aNeedIsHandedToTheChamber(site) {
  await signedConvention(site, {renewal: 'tacit', renewalMonths: 12});
  const page = (site.giver = await ofDemonstration(site, 'developpement@pays-crecois.example'));
  await page.goto(`${site.url}/annuaire?territory=77142&chamber=cma`);
  await page.locator('tbody a').first().click();
  await until(() => toDo(page).count(), 'what is to do', 40);
  site.business = page.url();
  await toDo(page).getByRole('button', {name: 'Confier un besoin'}).click();
  await until(() => dialog(page).locator('.why', {hasText: 'Activité'}).count(), 'why the chamber is proposed', 40);
  await accessible(page, 'the form of a need');
  await dialog(page).getByLabel('Ce que l’entreprise demande').fill(TEXT);
  await dialog(page).getByLabel('Sujet').selectOption({label: 'Locaux, foncier'});
  await picture(page, 'need-form');
  await dialog(page).getByRole('button', {name: 'Confier', exact: true}).click();
  await closed(page, 'it is handed on');
  await until(() => toDo(page).getByText('attend une réponse').count(), 'that it waits', 40);
  if (!(await toDo(page).innerText()).includes('Besoin confié à CMA')) fail('it is not said to whom it went');
  await toDo(page).getByRole('button', {name: 'Programmer un rappel'}).click();
  await dialog(page).getByLabel('À faire').fill('Demander des nouvelles');
  await dialog(page).getByRole('button', {name: 'Programmer', exact: true}).click();
  await closed(page, 'the reminder');
  await until(() => toDo(page).getByText('Demander des nouvelles').count(), 'the reminder', 40);
  await accessible(page, 'what is to do');
  await picture(toDo(page), 'to-do');
  faultless(page, 'a need');
}

async function whoReceivesItTakesItAndClosesIt(site) {
  const page = (site.receiver = await ofDemonstration(site, 'conseil@cma77.example'));
  await page.getByRole('navigation', {name: 'Navigation principale'}).getByRole('link', {name: 'Ma journée'}).click();
  const received = part(page, 'Besoins qui vous attendent');
  await until(() => received.getByText(TEXT).count(), 'the need in the day', 40);
  await accessible(page, 'a day');
  await picture(page, 'day', {fullPage: true});
  await received.getByRole('button', {name: /^Prendre en charge/}).click();
  await dialog(page).getByRole('button', {name: 'Prendre en charge', exact: true}).click();
  await closed(page, 'it is taken');
  await until(() => received.getByText('pris en charge').count(), 'that it is taken', 40);
  await received.getByRole('link').first().click();
  await until(
    () =>
      toDo(page)
        .getByRole('button', {name: /^Clore/})
        .count(),
    'its page',
    40
  );
  await toDo(page)
    .getByRole('button', {name: /^Clore/})
    .click();
  await dialog(page).getByLabel('aide apportée').check();
  await dialog(page).getByLabel('Précision').fill('Local trouvé rue du Marché.');
  await accessible(page, 'the form of an outcome');
  await dialog(page).getByRole('button', {name: 'Clore', exact: true}).click();
  await closed(page, 'it is closed');
  faultless(page, 'the receiver');
}

async function whoGaveItSeesEachStep(site) {
  const page = site.giver;
  await page.reload();
  await until(() => toDo(page).getByText('aide apportée').count(), 'the outcome', 40);
  const text = await toDo(page).innerText();
  for (const one of ['pris en charge', 'Paul Hérault', 'Local trouvé rue du Marché.'])
    if (!text.includes(one)) fail(`the giver is not told « ${one} »: ${text}`);
  await toDo(page)
    .getByRole('button', {name: /^C’est fait/})
    .click();
  await until(
    () =>
      toDo(page)
        .getByRole('button', {name: /^À refaire/})
        .count(),
    'it is done',
    40
  );
  await picture(toDo(page), 'to-do-closed');
  faultless(page, 'the giver');
}

async function onAPhone(site) {
  const page = await ofDemonstration(site, 'developpement@pays-crecois.example', PHONE);
  await page.goto(`${site.url}/ma-journee`);
  await until(() => part(page, 'Mes rappels').count(), 'the day', 40);
  await page.getByRole('button', {name: 'Programmer un rappel'}).click();
  await dialog(page).getByLabel('À faire').fill('Préparer le comité');
  await dialog(page).getByLabel('Pour le').fill('2026-01-05');
  await fits(page, 'the form of a reminder on a phone');
  await dialog(page).getByRole('button', {name: 'Programmer', exact: true}).click();
  await closed(page, 'the reminder');
  await until(() => part(page, 'Mes rappels').getByRole('heading', {name: 'En retard'}).count(), 'that it is late', 40);
  await fits(page, 'a day on a phone');
  await accessible(page, 'a day on a phone');
  await picture(page, 'day-phone', {fullPage: true});
  faultless(page, 'a phone');
}

await tests(() => Site.open(process.argv[2]), {
  aNeedIsHandedToTheChamber,
  whoReceivesItTakesItAndClosesIt,
  whoGaveItSeesEachStep,
  onAPhone
});
