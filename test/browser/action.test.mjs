// Action sheets: written by who keeps the convention and by their pilot, read by all parties, on a desk, a phone and paper.
import {accessible, fail, faultless, fits, PHONE, picture, same, Site, tests, until} from './harness.mjs';
import {asker, ofDemonstration} from './people.mjs';

const COORDINATOR = 'coordination@pays-crecois.example';
const ADVISER = 'conseil@cma77.example';
const CMA = 'CMA de Seine-et-Marne';

const button = (page, name) => page.getByRole('button', {name, exact: true});
const part = (page, name) => page.getByRole('region', {name, exact: true});
const heading = (page) =>
  page
    .locator('h1')
    .innerText()
    .catch(() => '');
const comes = (page, title) => until(async () => (await heading(page)) === title, `the page « ${title} »`, 40);
// The form has the sheet's name for a heading too: that it was saved is seen from the address.
const saved = (page, site) => until(() => new URL(page.url()).pathname === site.action, 'the sheet that was saved', 40);
const row = (page, name) => page.getByRole('group', {name, exact: true});

// A draft with its parties, perimeter and axes: how one is written on screen is told by convention.test.mjs.
async function aConventionStands(site) {
  const page = await ofDemonstration(site, COORDINATOR);
  site.coordinator = page;
  const ask = asker(site, page);
  const {organisations} = await ask('GET', '/api/v1/conventions/partners');
  let made = await ask('POST', '/api/v1/conventions', {
    kind: 'framework',
    title: 'Convention de partenariat',
    startsOn: '2026-01-01',
    endsOn: '2028-12-31'
  });
  const path = `/api/v1/conventions/${made.id}`;
  made = await ask('PUT', `${path}/parties`, {version: made.version, organisations: organisations.map((one) => one.id)});
  made = await ask('PUT', `${path}/perimeter`, {version: made.version, territory: 'epci:247700438', at: '2018-06-01'});
  const axes = ['Développement économique', 'Animation du territoire'].map((title, at) => ({code: String(at + 1), title}));
  await ask('PUT', `${path}/axes`, {version: made.version, axes});
  site.convention = `/conventions/${made.id}`;
}

async function aSheetIsWritten(site) {
  const page = site.coordinator;
  await page.goto(site.url + site.convention);
  await until(() => part(page, 'Actions').getByText('Aucune fiche-action.').count(), 'no action yet', 40);
  await part(page, 'Actions').getByRole('link', {name: 'Nouvelle action'}).click();
  await comes(page, 'Nouvelle fiche-action');
  await page.getByLabel('Code').fill('1.1');
  await page.getByLabel('Intitulé').fill('Visiter les artisans de plus de 50 ans');
  await page.getByLabel('Avancement').selectOption({label: 'En cours'});
  await page.getByLabel('Commence le').fill('2026-02-01');
  await page.getByLabel('Se termine le').fill('2028-12-31');
  await itsMembers(page);
  await page.getByLabel('Objectifs').fill('Proposer un diagnostic de transmission à chacun.');
  await page.getByLabel('Public visé').fill('Artisans de plus de 50 ans.');
  await button(page, 'Ajouter un jalon').click();
  await row(page, 'Jalon 1').getByLabel('Jalon').fill('Courrier à tous');
  await row(page, 'Jalon 1').getByLabel('Échéance').fill('2026-03-31');
  await itsBudget(page);
  await accessible(page, 'a sheet being written');
  await picture(page, 'action-form', {fullPage: true});
  await button(page, 'Créer la fiche').click();
  await comes(page, '1.1 Visiter les artisans de plus de 50 ans');
  site.action = new URL(page.url()).pathname;
  faultless(page, 'a new sheet');
}

async function itsMembers(page) {
  await row(page, 'Partenaire 1').getByLabel('Rôle').selectOption({label: 'Partenaire'});
  await row(page, 'Partenaire 1').getByLabel('Jours prévus').fill('10');
  await button(page, 'Ajouter un partenaire').click();
  await row(page, 'Partenaire 2').getByLabel('Organisation').selectOption({label: CMA});
  await row(page, 'Partenaire 2').getByLabel('Rôle').selectOption({label: 'Pilote'});
  await row(page, 'Partenaire 2').getByLabel('Jours prévus').fill('90,5');
  await row(page, 'Partenaire 2').getByLabel('Coût d’un jour').fill('400');
}

async function itsBudget(page) {
  await button(page, 'Ajouter une ligne').click();
  await row(page, 'Ligne 1').getByLabel('Ligne').fill('Conseiller détaché');
  await row(page, 'Ligne 1').getByLabel('Prévu').fill('12 000,50');
  await row(page, 'Ligne 1').getByLabel('Engagé').fill('beaucoup');
  await button(page, 'Ajouter une ligne').click();
  await row(page, 'Ligne 2').getByLabel('Ligne').fill('Locaux');
  await row(page, 'Ligne 2').getByLabel('Nature').selectOption({label: 'Valorisation'});
  await row(page, 'Ligne 2').getByLabel('Financeur').selectOption({label: 'Autre financeur'});
  await row(page, 'Ligne 2').getByLabel('Nom du financeur').fill('Commune de Crécy-la-Chapelle');
  await row(page, 'Ligne 2').getByLabel('Prévu').fill('1000');
  await button(page, 'Créer la fiche').click();
  await until(() => page.getByRole('alert').getByText('« beaucoup » n’est pas un montant').count(), 'what is no amount');
  await row(page, 'Ligne 1').getByLabel('Engagé').fill('8000');
}

async function itIsRead(site) {
  const page = site.coordinator;
  const budget = await part(page, 'Budget').getByRole('row').last().innerText();
  if (!/13\s000,50\s€/.test(budget) || !/8\s000\s€/.test(budget)) fail(`the total of the budget: ${budget}`);
  const members = await part(page, 'Partenaires et moyens humains').getByRole('row').last().innerText();
  if (!/100,5/.test(members) || !/36\s200\s€/.test(members)) fail(`the days of all: ${members}`);
  await until(() => part(page, 'Jalons').getByText('en retard').count(), 'a milestone that is overdue');
  await accessible(page, 'an action');
  await picture(page, 'action', {fullPage: true});
  await page.emulateMedia({media: 'print'});
  await picture(page, 'action-print', {fullPage: true});
  await page.emulateMedia({media: 'screen'});
  await page.getByRole('link', {name: '← Convention de partenariat'}).click();
  await until(
    () =>
      part(page, 'Actions')
        .getByRole('rowheader', {name: /^1.1 Visiter/})
        .count(),
    'it stands under its axis',
    40
  );
  const listed = await part(page, 'Actions').getByRole('row').filter({hasText: '1.1 Visiter'}).innerText();
  for (const word of [CMA, 'En cours', 'En retard', '100,5', '13\u202f000,50'])
    if (!listed.includes(word)) fail(`« ${word} » is missing in the list: ${listed}`);
  await accessible(page, 'a convention with an action');
  await picture(page, 'convention-actions', {fullPage: true});
  faultless(page, 'an action');
}

const asSent = ({id, convention, late, version, changedAt, mine, axis, pilot, members, budget, ...rest}) => ({
  ...rest,
  axis: axis.id,
  pilot: pilot?.id ?? '',
  startsOn: rest.startsOn ?? '',
  endsOn: rest.endsOn ?? '',
  milestones: rest.milestones.map((one) => ({...one, dueOn: one.dueOn ?? '', doneOn: one.doneOn ?? ''})),
  members: members.map((one) => ({...one, organisation: one.organisation.id})),
  budget: budget.map((one) => ({...one, financer: one.financer?.id ?? ''}))
});

// What only the other wrote is taken over, where both did the person chooses; nothing that was typed is lost.
async function twoWriteAtOnce(site) {
  const page = site.coordinator;
  await page.goto(`${site.url}${site.action}/modifier`);
  await until(() => button(page, 'Enregistrer').count(), 'the form', 40);
  await page.getByLabel('Objectifs').fill('Deux visites par artisan.');
  await row(page, 'Ligne 1').getByLabel('Dépensé').fill('500');
  const ask = asker(site, page);
  const path = `/api/v1/actions/${site.action.split('/').at(-1)}`;
  const before = await ask('GET', path);
  const theirs = {...asSent(before), objectives: 'Une visite par artisan.', risks: 'Peu de réponses.'};
  theirs.budget[0] = {...theirs.budget[0], committed: 900_000};
  await ask('PUT', path, {version: before.version, ...theirs});
  await button(page, 'Enregistrer').click();
  await until(() => page.getByRole('alert').getByText('modifiée par quelqu’un d’autre').count(), 'that somebody else wrote');
  same(await page.getByRole('textbox', {name: 'Objectifs'}).inputValue(), 'Deux visites par artisan.', 'what was typed');
  same(await page.getByRole('textbox', {name: 'Risques'}).inputValue(), 'Peu de réponses.', 'what the other wrote elsewhere');
  const choices = page.getByRole('group', {name: /^Changé entre-temps/});
  same(await choices.count(), 2, 'what both wrote');
  await button(page, 'Enregistrer').click();
  await until(() => page.getByRole('alert').getByText('Choisissez d’abord').count(), 'that one chooses first');
  await accessible(page, 'a sheet changed meanwhile');
  await picture(page, 'action-meanwhile');
  await page
    .getByRole('group', {name: 'Changé entre-temps : Objectifs'})
    .getByRole('button', {name: /^Garder/})
    .click();
  const money = page.getByRole('group', {name: 'Changé entre-temps : Budget'});
  if (!(await money.innerText()).includes('9\u202f000')) fail(`the budget as it is now: ${await money.innerText()}`);
  await money.getByRole('button', {name: /^Prendre/}).click();
  await button(page, 'Enregistrer').click();
  await saved(page, site);
  const after = await ask('GET', path);
  same([after.objectives, after.risks], ['Deux visites par artisan.', 'Peu de réponses.'], 'both their words');
  same([after.budget[0].committed, after.budget[0].spent], [900_000, 0], 'the budget that was taken');
  faultless(page, 'two at once');
}

async function itsPilotWrites(site) {
  const ask = asker(site, site.coordinator);
  const id = site.action.split('/').at(-1);
  const {people} = await ask('GET', `/api/v1${site.convention}/people`);
  const page = await ofDemonstration(site, ADVISER);
  const {agent} = await asker(site, page)('GET', '/api/v1/session');
  const pilot = people.find((one) => one.id === agent.id) ?? fail('the adviser of the CMA is not there');
  const before = await ask('GET', `/api/v1/actions/${id}`);
  await ask('PUT', `/api/v1/actions/${id}`, {...asSent(before), version: before.version, pilot: ''});
  await page.goto(site.url + site.action);
  await comes(page, '1.1 Visiter les artisans de plus de 50 ans');
  same(await page.getByRole('link', {name: 'Modifier la fiche'}).count(), 0, 'nothing to change for a reader');
  await ask('PUT', `/api/v1/actions/${id}`, {...asSent(before), version: before.version + 1, pilot: pilot.id});
  await page.reload();
  await page.getByRole('link', {name: 'Modifier la fiche'}).click();
  await until(() => button(page, 'Enregistrer').count(), 'the form', 40);
  same(await page.getByLabel('Référent').inputValue(), pilot.id, 'the pilot stays');
  await page.getByLabel('Avancement').selectOption({label: 'Suspendue'});
  await button(page, 'Enregistrer').click();
  await until(() => page.getByText('Suspendue').count(), 'what the pilot wrote', 40);
  await until(() => page.getByText(`suivie par ${pilot.name}`).count(), 'who follows it');
  faultless(page, 'its pilot');
}

async function theNextProgrammeTakesItOver(site) {
  const page = site.coordinator;
  const parent = site.convention.replace('/conventions/', '');
  const dates = {startsOn: '2027-01-01', endsOn: '2027-12-31'};
  const ask = asker(site, page);
  const made = await ask('POST', '/api/v1/conventions', {kind: 'annual', parent, title: 'Programme 2027', ...dates});
  await page.goto(`${site.url}/conventions/${made.id}`);
  const actions = part(page, 'Actions');
  await until(() => actions.getByText('Aucune fiche-action.').count(), 'none yet', 40);
  await button(page, 'Reprendre des actions').click();
  const dialog = page.getByRole('dialog');
  const box = dialog.getByRole('checkbox', {name: /^1.1 Visiter/});
  await until(() => box.count(), 'what may be taken over', 40);
  await accessible(page, 'the dialog of actions to take over');
  await picture(page, 'action-take-over');
  await box.uncheck();
  await button(dialog, 'Reprendre des actions').click();
  await until(() => dialog.getByText('Aucune action n’est choisie').count(), 'that nothing is chosen');
  await box.check();
  await button(dialog, 'Reprendre des actions').click();
  await until(() => actions.getByText(/1.action reprise/).count(), 'that it was taken over', 40);
  const taken = actions.getByRole('row').filter({hasText: '1.1 Visiter'});
  await until(
    async () => (await taken.count()) === 1 && /À lancer/.test(await taken.innerText()),
    'the sheet, to begin anew',
    40
  );
  await button(page, 'Reprendre des actions').click();
  await until(() => box.count(), 'the dialog again', 40);
  await button(dialog, 'Reprendre des actions').click();
  await until(() => actions.getByText(/ce code est déjà pris/).count(), 'that it is there already', 40);
  faultless(page, 'the programme of the next year');
}

async function onAPhone(site) {
  const page = await ofDemonstration(site, COORDINATOR, PHONE);
  await page.goto(site.url + site.convention);
  await until(
    () =>
      part(page, 'Actions')
        .getByRole('rowheader', {name: /^1.1 Visiter/})
        .count(),
    'the actions',
    40
  );
  await fits(page, 'actions on a phone');
  await accessible(page, 'actions on a phone');
  await picture(page, 'convention-actions-phone', {fullPage: true});
  await page.goto(site.url + site.action);
  await comes(page, '1.1 Visiter les artisans de plus de 50 ans');
  await fits(page, 'an action on a phone');
  await accessible(page, 'an action on a phone');
  await picture(page, 'action-phone', {fullPage: true});
  await page.getByRole('link', {name: 'Modifier la fiche'}).click();
  await until(() => button(page, 'Enregistrer').count(), 'the form', 40);
  await fits(page, 'a sheet being written on a phone');
  await accessible(page, 'a sheet being written on a phone');
  await picture(page, 'action-form-phone', {fullPage: true});
  faultless(page, 'a phone');
}

await tests(() => Site.open(process.argv[2]), {
  aConventionStands,
  aSheetIsWritten,
  itIsRead,
  twoWriteAtOnce,
  itsPilotWrites,
  theNextProgrammeTakesItOver,
  onAPhone
});
