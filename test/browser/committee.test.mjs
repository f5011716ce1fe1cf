// Committees on the page of a convention: a sitting is noted, decides, and who sees to a decision says what became of it.
import {accessible, fail, faultless, fits, PHONE, picture, same, Site, tests, totp, until} from './harness.mjs';
import {asker, ofDemonstration, passwordOf} from './people.mjs';
import {CMA, COORDINATOR, programme} from './programme.mjs';

const button = (page, name) => page.getByRole('button', {name, exact: true});
const part = (page, name) => page.getByRole('region', {name, exact: true});
const dialog = (page) => page.getByRole('dialog');
const inDays = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
async function saved(page) {
  await button(dialog(page), 'Enregistrer').click();
  await until(async () => !(await dialog(page).count()), 'it is saved', 40);
}

async function aSittingIsNoted(site) {
  const page = await programme(site);
  await page.goto(site.url + site.convention);
  await until(() => part(page, 'Comités').getByText('Aucune séance.').count(), 'none yet', 40);
  await button(page, 'Nouvelle séance').click();
  await dialog(page).getByLabel('Comité').selectOption({label: 'Comité technique'});
  await dialog(page).getByLabel('Date').fill(inDays(-20));
  await dialog(page).getByLabel('Lieu').fill('Crécy-la-Chapelle');
  await dialog(page).getByLabel('Ordre du jour').fill('1. Visites\n2. Budget');
  await button(page, 'Ajouter une personne').click();
  const first = dialog(page).getByRole('group', {name: 'Personne 1'});
  await first.getByLabel('Organisation').selectOption({label: CMA});
  await first.getByLabel('Nom', {exact: false}).first().fill('Claude Exemple');
  await first.getByLabel('Fonction').fill('directeur');
  await button(page, 'Ajouter une personne').click();
  const second = dialog(page).getByRole('group', {name: 'Personne 2'});
  await second.getByLabel('Organisation').selectOption({label: 'Autre organisation'});
  await second.getByLabel('Nom de l’organisation').fill('Sous-préfecture de Meaux');
  await second.getByLabel('Présence').selectOption({label: 'Excusé'});
  await dialog(page).getByLabel('Relevé de la séance').fill('Le plan de visites est adopté.');
  await accessible(page, 'the dialog of a sitting');
  await picture(page, 'sitting-form');
  await saved(page);
  await button(page, 'Nouvelle séance').click();
  await dialog(page).getByLabel('Date').fill(inDays(30));
  await saved(page);
  await until(() => part(page, 'Comités').getByRole('heading', {name: 'Prochaines séances'}).count(), 'the next one', 40);
  await part(page, 'Comités').locator('summary').filter({hasText: 'Comité technique', hasNotText: 'Documents'}).click();
  await until(() => part(page, 'Comités').getByText('Sous-préfecture de Meaux (excusé)').count(), 'who came');
  faultless(page, 'a sitting');
}

async function itDecides(site) {
  const page = site.coordinator;
  await page.getByRole('button', {name: /^Noter une décision : Comité technique/}).click();
  await dialog(page).getByLabel('Décision').fill('Relancer les artisans qui n’ont pas répondu');
  await dialog(page).getByLabel('Qui s’en charge').selectOption({label: CMA});
  await dialog(page).getByLabel('Pour le').fill(inDays(-2));
  await accessible(page, 'the dialog of a decision');
  await picture(page, 'decision-form');
  await saved(page);
  const open = part(page, 'Comités').getByRole('table', {name: 'Décisions à suivre'});
  await until(async () => (await open.count()) && /en retard/.test(await open.innerText()), 'a decision that waits', 40);
  await accessible(page, 'committees');
  await part(page, 'Comités').scrollIntoViewIfNeeded();
  await picture(page, 'committees');
  faultless(page, 'a decision');
}

// The adviser of the CMA becomes its coordinator, by whoever runs the installation.
async function whoSeesToItSaysWhatBecameOfIt(site) {
  const root = await site.page();
  await root.goto(`${site.url}/plan-du-site`);
  const ask = asker(site, root);
  await ask('POST', '/api/v1/session', {email: 'administration@pays-crecois.example', password: passwordOf(site)});
  const {secret} = await ask('POST', '/api/v1/session/totp', {});
  await ask('PUT', '/api/v1/session/totp', {code: totp(secret)});
  await ask('POST', '/api/v1/session/notice', {});
  const {organisations} = await ask('GET', '/api/v1/organisations');
  const cma = organisations.find((one) => one.kind === 'cma') ?? fail('no CMA');
  const {agents} = await ask('GET', `/api/v1/organisations/${cma.id}/agents`);
  await ask('PATCH', `/api/v1/agents/${agents[0].id}`, {organisation: cma.id, role: 'coordinator'});
  await root.context().close();
  const page = await ofDemonstration(site, agents[0].email);
  await page.goto(site.url + site.convention);
  const open = part(page, 'Comités').getByRole('table', {name: 'Décisions à suivre'});
  await until(() => open.count(), 'the decision', 40);
  same(await button(page, 'Nouvelle séance').count(), 0, 'another keeps the convention');
  await open.getByRole('button', {name: /^Modifier/}).click();
  same(await dialog(page).getByLabel('Pour le').count(), 0, 'only what became of it');
  await dialog(page).getByLabel('Suite').selectOption({label: 'Faite'});
  await dialog(page).getByLabel('Ce qu’elle est devenue').fill('Trente appels passés.');
  await accessible(page, 'what became of a decision');
  await saved(page);
  await until(() => part(page, 'Comités').getByText('Aucune décision en attente.').count(), 'nothing waits', 40);
  faultless(page, 'who sees to it');
}

async function onAPhone(site) {
  const page = await ofDemonstration(site, COORDINATOR, PHONE);
  await page.goto(site.url + site.convention);
  await until(() => part(page, 'Comités').locator('summary').count(), 'the sittings', 40);
  await part(page, 'Comités').locator('summary').filter({hasText: 'Comité technique', hasNotText: 'Documents'}).click();
  await until(() => part(page, 'Comités').getByText('Trente appels passés.').count(), 'what became of it');
  await fits(page, 'committees on a phone');
  await accessible(page, 'committees on a phone');
  await part(page, 'Comités').scrollIntoViewIfNeeded();
  await picture(page, 'committees-phone');
  await page.getByRole('button', {name: /^Modifier la séance : Comité technique/}).click();
  await fits(page, 'a sitting on a phone');
  await accessible(page, 'a sitting on a phone');
  faultless(page, 'a phone');
}

async function aSittingGoes(site) {
  const page = site.coordinator;
  await page.reload();
  await until(() => part(page, 'Comités').locator('summary').count(), 'the sittings', 40);
  await page.getByRole('button', {name: /^Supprimer la séance/}).click();
  await button(dialog(page), 'Supprimer').click();
  await until(
    async () => (await part(page, 'Comités').locator('summary').filter({hasNotText: 'Documents'}).count()) === 1,
    'one is left',
    40
  );
  faultless(page, 'a sitting removed');
}

await tests(() => Site.open(process.argv[2]), {
  aSittingIsNoted,
  itDecides,
  whoSeesToItSaysWhatBecameOfIt,
  onAPhone,
  aSittingGoes
});
