// After a flood of four months ago: whom to follow is told in the room and in the day's work, a word is said at a term, a loss is
// proposed and confirmed, and the work counts towards an action of the convention.
import {accessible, faultless, fits, PHONE, picture, Site, tests, until} from './harness.mjs';
import {asker} from './people.mjs';
import {signedConvention} from './conventions.mjs';

const button = (page, name) => page.getByRole('button', {name, exact: true});
const dialog = (page) => page.getByRole('dialog');
const part = (page, name) => page.getByRole('region', {name, exact: true});

async function aFloodOfFourMonthsAgo(site) {
  const convention = await signedConvention(site);
  const page = site.coordinator;
  const ask = asker(site, page);
  await ask('POST', `/api/v1/conventions/${convention.id}/actions`, {
    axis: convention.axes[0].id,
    code: '1.4',
    title: 'Aider les entreprises sinistrées',
    context: '',
    objectives: '',
    audience: '',
    description: '',
    deliverables: '',
    risks: '',
    pilot: '',
    progress: 'running',
    startsOn: '',
    endsOn: '',
    milestones: [],
    budget: [],
    members: [{organisation: convention.parties[0].organisation.id, part: 'lead', plannedHalfDays: 0, dayCost: 0}]
  });
  const began = new Date(Date.now() - 120 * 86_400_000).toISOString();
  const {id} = await ask('POST', '/api/v1/crises', {kind: 'flood', title: 'Crue du printemps', beganAt: began});
  site.room = `${site.url}/crises/${id}`;
  await ask('POST', `/api/v1/crises/${id}/zones`, {source: 'communes', communes: ['77142']});
  const {cases} = await ask('GET', `/api/v1/crises/${id}/cases?limit=3`);
  const me = (await ask('GET', '/api/v1/session')).agent.id;
  for (const one of cases) await ask('PUT', `/api/v1/crisis-cases/${one.id}`, {version: one.version, state: 'visited'});
  const organisation = convention.parties[0].organisation.id;
  await ask('POST', `/api/v1/crises/${id}/assignments`, {cases: cases.map((one) => one.id), organisation, agent: me});
  site.fiche = `${site.room}/fiches/${cases[0].id}`;
}

async function theDaysWorkTellsWhomToFollow(site) {
  const page = site.coordinator;
  await page.goto(`${site.url}/ma-journee`);
  const mine = part(page, 'Entreprises sinistrées à suivre');
  await until(() => mine.getByRole('table').count(), 'whom to follow');
  await until(() => mine.getByText(/3\sentreprises à suivre, dont 3 en retard/).count(), 'late ones');
  await accessible(page, "the day's work");
  await picture(page, 'crisis-after-day', {fullPage: true});
  faultless(page, "the day's work");
}

async function aWordIsSaid(site) {
  const page = site.coordinator;
  await page.goto(site.fiche);
  const terms = part(page, 'Suivi à 1, 3, 6 et 12 mois');
  await until(() => terms.getByText('pas encore dit').count(), 'its terms');
  await button(page, 'Noter : 3 mois').click();
  await dialog(page).getByLabel('travaille en partie').check();
  await dialog(page).getByLabel('Emplois aujourd’hui').fill('4');
  await dialog(page).getByLabel('de la trésorerie').check();
  await accessible(page, 'the form of a word');
  await picture(page, 'crisis-after-form');
  await button(dialog(page), 'Enregistrer').click();
  await until(() => terms.getByText(/travaille en partie/).count(), 'what was said');
  await until(() => terms.getByText(/de la trésorerie/).count(), 'what it lacks');
  await button(page, 'Noter : 1 mois').click();
  await dialog(page).getByLabel('est encore fermée').check();
  await button(dialog(page), 'Enregistrer').click();
  await until(() => terms.getByText(/est encore fermée/).count(), 'the other');
  await button(page, 'Retirer : 1 mois').click();
  await button(dialog(page), 'Retirer').click();
  await until(async () => !(await terms.getByText(/est encore fermée/).count()), 'taken back');
  await accessible(page, 'a case with its terms');
  await picture(page, 'crisis-after-case', {fullPage: true});
  faultless(page, 'a word');
}

async function aLossIsConfirmed(site) {
  const page = site.coordinator;
  await page.goto(site.room);
  const after = part(page, 'Après la crise');
  await until(() => after.getByRole('table', {name: 'À suivre maintenant'}).count(), 'whom to follow');
  await after.getByRole('table', {name: 'À suivre maintenant'}).getByRole('link').first().click();
  await until(() => button(page, 'Noter : 3 mois').count(), 'a case');
  await button(page, 'Noter : 3 mois').click();
  await dialog(page).getByLabel('a cessé').check();
  await button(dialog(page), 'Enregistrer').click();
  await until(() => part(page, 'Suivi à 1, 3, 6 et 12 mois').getByText('a cessé').count(), 'said');
  await page.goto(site.room);
  await after.getByRole('button', {name: /^Perdue : /}).click();
  await until(() => after.getByText(/1\sperte confirmée/).count(), 'confirmed');
  await until(() => after.getByText(/3\sentreprises touchées\s: 1\sperdue/).count(), 'the figures');
  faultless(page, 'a loss');
}

async function theWorkCounts(site) {
  const page = site.coordinator;
  const counts = part(page, 'Ce que compte ce travail');
  await counts.getByLabel('Action').selectOption({
    label: '1.4 Aider les entreprises sinistrées – Convention de partenariat pour le développement économique'
  });
  await button(page, 'Choisir').click();
  await until(() => counts.getByText(/2\sappels, 3\svisites/).count(), 'what is done counts');
  await accessible(page, 'the room afterwards');
  await picture(page, 'crisis-after-room', {fullPage: true});
  faultless(page, 'what counts');
}

async function onAPhone(site) {
  const context = await site.browser.newContext({
    ...PHONE,
    locale: 'fr-FR',
    storageState: await site.coordinator.context().storageState()
  });
  const page = await context.newPage();
  for (const [name, address] of [
    ['room', site.room],
    ['case', site.fiche]
  ]) {
    await page.goto(address);
    await until(() => page.getByRole('heading', {name: /^(Après la crise|Suivi à 1, 3, 6 et 12 mois)$/}).count(), name);
    await page.waitForTimeout(700);
    await fits(page, `the ${name} on a phone`);
    await picture(page, `crisis-after-phone-${name}`, {fullPage: true});
  }
  await context.close();
}

await tests(() => Site.open(process.argv[2]), {
  aFloodOfFourMonthsAgo,
  theDaysWorkTellsWhomToFollow,
  aWordIsSaid,
  aLossIsConfirmed,
  theWorkCounts,
  onAPhone
});
