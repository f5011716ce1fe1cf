// A follow-up from one partner's page to another's: opened, found taken, asked for, joined, handed over, closed; private ones beside it.
import {signedConvention} from './conventions.mjs';
import {accessible, fail, faultless, fits, PHONE, picture, Site, tests, until} from './harness.mjs';
import {ofDemonstration} from './people.mjs';

const part = (page) => page.getByRole('region', {name: 'Suivis', exact: true});
const dialog = (page) => page.getByRole('dialog');
const closed = (page, what) => until(async () => !(await dialog(page).count()), what, 40);
const shows = (page, text) => until(() => part(page).getByText(text).count(), text, 40);
const press = (page, name) => part(page).getByRole('button', {name}).click();
const send = async (page, name) => {
  await dialog(page).getByRole('button', {name, exact: true}).click();
  await closed(page, name);
};

async function openedOnce(site) {
  await signedConvention(site, {renewal: 'tacit', renewalMonths: 12});
  const page = (site.agent = await ofDemonstration(site, 'developpement@pays-crecois.example'));
  await page.goto(`${site.url}/annuaire?territory=77142&chamber=cma`);
  await page.locator('tbody a').first().click();
  await shows(page, 'Aucun suivi.');
  site.business = page.url();
  await press(page, 'Ouvrir un suivi');
  await dialog(page).getByLabel('Intitulé').fill('Trouver un local plus grand');
  await dialog(page)
    .getByLabel('Sujet')
    .selectOption({label: 'Locaux, foncier'})
    .catch(() => undefined);
  await dialog(page).getByLabel('Objectif').fill('300 m² près de la gare');
  await accessible(page, 'the form of a follow-up');
  await picture(page, 'follow-up-form');
  await send(page, 'Ouvrir un suivi');
  await shows(page, 'Trouver un local plus grand');
  await accessible(page, 'a follow-up');
  faultless(page, 'opened');
}

async function aPartnerAsks(site) {
  const page = (site.partner = await ofDemonstration(site, 'conseil@cma77.example'));
  await page.goto(site.business);
  await shows(page, 'L’intitulé et l’objectif sont réservés aux participants.');
  if ((await page.content()).includes('300 m² près')) fail('a partner is shown the aim');
  await press(page, 'Ouvrir un suivi');
  await until(() => dialog(page).getByText('suit déjà cette entreprise').count(), 'that it is taken', 40);
  if (!(await dialog(page).getByRole('radio', {name: 'Suivi partagé'}).isDisabled())) fail('a second one may be shared');
  await picture(page, 'follow-up-taken');
  await dialog(page).getByLabel('Intitulé').fill('Notre diagnostic');
  await send(page, 'Ouvrir un suivi');
  await shows(page, 'mon organisation seule');
  await press(page, /^Demander à participer/);
  await dialog(page).getByLabel('Précision').fill('Elle est artisane.');
  await accessible(page, 'the form of a step');
  await send(page, 'Demander à participer');
  await shows(page, 'demande à participer');
  await picture(part(page), 'follow-up-partner');
  faultless(page, 'asked');
}

async function acceptedAndHandedOver(site) {
  const page = site.agent;
  await page.goto(site.business);
  await shows(page, 'demande à participer');
  if (await part(page).getByText('Notre diagnostic').count()) fail('a private follow-up is shown to a partner');
  await press(page, /^Accepter CMA/);
  await dialog(page)
    .getByRole('button', {name: /^Accepter/})
    .click();
  await closed(page, 'accepted');
  await press(page, /^Passer la main/);
  await send(page, 'Passer la main');
  await picture(part(page), 'follow-up-own');
  const other = site.partner;
  await other.goto(`${site.url}/ma-journee`);
  const mine = other.getByRole('region', {name: 'Mes suivis'});
  await until(() => mine.getByText('Trouver un local plus grand').count(), 'the follow-up on their day', 40);
  await accessible(other, 'a day with follow-ups');
  await picture(other, 'follow-up-day', {fullPage: true});
  await other.goto(site.business);
  await shows(other, '300 m² près de la gare');
  await press(other, /^Clore Trouver/);
  await dialog(other).getByLabel('aide apportée').check();
  await send(other, 'Clore');
  await until(() => part(other).getByText('clos').count(), 'that it is closed', 40);
  faultless(page, 'handed over');
  faultless(other, 'closed');
}

async function aVisitBelongsToOne(site) {
  const page = site.partner;
  await page.goto(site.business);
  await shows(page, 'Notre diagnostic');
  const seen = page.getByRole('region', {name: 'Qui l’a vue, quand, à quel sujet'});
  await seen.getByRole('button', {name: 'Consigner une visite'}).click();
  await until(() => dialog(page).getByLabel('Dans le suivi').count(), 'the choice of a follow-up', 40);
  await dialog(page).getByLabel('Dans le suivi').selectOption({label: 'Notre diagnostic'});
  await dialog(page).getByRole('button', {name: 'Consigner', exact: true}).click();
  await closed(page, 'the visit');
  await until(() => seen.getByRole('link', {name: 'Fait partie d’un suivi'}).count(), 'the way to the follow-up', 40);
  faultless(page, 'a visit of a follow-up');
}

// Of one that is its organisation's alone the partner who is handed the need learns nothing.
async function aNeedAndAReminderBelongToOne(site) {
  const page = site.partner;
  const toDo = page.getByRole('region', {name: 'À faire et besoins'});
  await toDo.getByRole('button', {name: 'Confier un besoin'}).click();
  await dialog(page).getByLabel('Ce que l’entreprise demande').fill('Un local près de la gare');
  await until(() => dialog(page).getByLabel('Dans le suivi').count(), 'the choice of a follow-up', 40);
  await dialog(page).getByLabel('Dans le suivi').selectOption({label: 'Notre diagnostic'});
  const to = dialog(page).getByLabel('À qui');
  await until(() => to.locator('option', {hasText: 'Pays Créçois, sans préciser'}).count(), 'whom it may go to', 40);
  await to.selectOption(await to.locator('option', {hasText: 'Pays Créçois, sans préciser'}).getAttribute('value'));
  await dialog(page).getByText('Seuls ceux qui participent').waitFor();
  await accessible(page, 'a need of a follow-up');
  await picture(page, 'follow-up-need-form');
  await send(page, 'Confier');
  await toDo.getByRole('button', {name: 'Programmer un rappel'}).click();
  await dialog(page).getByLabel('À faire').fill('Relancer la mairie');
  await until(() => dialog(page).getByLabel('Dans le suivi').count(), 'the choice of a follow-up', 40);
  await dialog(page).getByLabel('Dans le suivi').selectOption({label: 'Notre diagnostic'});
  await send(page, 'Programmer');
  await until(async () => (await toDo.getByRole('link', {name: 'Fait partie d’un suivi'}).count()) === 2, 'both say so', 40);
  const work = part(page).getByRole('list', {name: 'Besoins et rappels de ce suivi'});
  await until(async () => (await work.getByRole('listitem').count()) === 2, 'the follow-up lists both', 40);
  const said = await work.innerText();
  for (const word of ['Un local près de la gare', 'attend une réponse', 'Relancer la mairie'])
    if (!said.includes(word)) fail(`« ${word} » is missing: ${said}`);
  await accessible(page, 'a follow-up with its work');
  await picture(part(page), 'follow-up-work');
  await picture(toDo, 'follow-up-to-do');
  const other = site.agent;
  await other.goto(site.business);
  const theirs = other.getByRole('region', {name: 'À faire et besoins'});
  await until(() => theirs.getByText('Un local près de la gare').count(), 'the need with whom it went to', 40);
  if (await theirs.getByRole('link', {name: 'Fait partie d’un suivi'}).count()) fail('a private follow-up is told of');
  if ((await other.content()).includes('Notre diagnostic')) fail('a private follow-up is shown');
  faultless(page, 'a need and a reminder of a follow-up');
  faultless(other, 'who is handed the need');
}

async function foundInTheDirectory(site) {
  const page = site.partner;
  await page.goto(`${site.url}/annuaire?territory=77142`);
  const group = page.locator('details').filter({has: page.locator('summary', {hasText: /^Suivi$/})});
  await until(() => group.count(), 'the filter', 40);
  await group.locator('summary').click();
  const own = group.locator('label', {hasText: 'Avec mon organisation'});
  await until(async () => Number(await own.locator('.count').innerText()) > 0, 'how many', 40);
  const count = Number(await own.locator('.count').innerText());
  await own.getByRole('checkbox').check();
  await until(() => page.url().includes('follow-up=own'), 'the address says so', 40);
  await until(async () => (await page.locator('tbody tr').count()) === count, 'as many as were counted', 40);
  await until(
    () => page.getByRole('list', {name: 'Filtres en place'}).getByText('Avec mon organisation').count(),
    'its chip',
    40
  );
  await accessible(page, 'the directory by follow-ups');
  await picture(page, 'follow-up-directory');
  faultless(page, 'the directory by follow-ups');
}

async function onAPhone(site) {
  const page = await ofDemonstration(site, 'terrain@pays-crecois.example', PHONE);
  await page.goto(site.business);
  await shows(page, 'Trouver un local plus grand');
  await fits(page, 'follow-ups on a phone');
  await accessible(page, 'follow-ups on a phone');
  await picture(part(page), 'follow-up-phone');
  await press(page, 'Ouvrir un suivi');
  await until(() => dialog(page).count(), 'the form', 40);
  await fits(page, 'the form on a phone');
  faultless(page, 'a phone');
}

await tests(() => Site.open(process.argv[2]), {
  openedOnce,
  aPartnerAsks,
  acceptedAndHandedOver,
  aVisitBelongsToOne,
  aNeedAndAReminderBelongToOne,
  foundInTheDirectory,
  onAPhone
});
