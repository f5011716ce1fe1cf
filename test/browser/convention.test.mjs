// A convention from its draft to its signing and its denunciation: its keeper writes, each chamber notes what it decided, an adviser
// reads; the same pages on a phone.
import {accessible, fail, faultless, fits, PHONE, picture, same, Site, tests, totp, until} from './harness.mjs';
import {asker, ofDemonstration, passwordOf} from './people.mjs';

const COORDINATOR = 'coordination@pays-crecois.example';
const TITLE = 'Convention de partenariat pour le développement économique';
const AXES = [
  'Développement économique',
  'Animation du territoire',
  'Observatoires et études',
  'Création et reprise d’entreprises'
];
const CHAMBERS = ['CCI de Seine-et-Marne', 'CMA de Seine-et-Marne', "Chambre d'agriculture de Seine-et-Marne"];
const now = new Date();
// So many months from now: the first day of that month, or its last one.
const firstDay = (months) => new Date(Date.UTC(now.getFullYear(), now.getMonth() + months, 1)).toISOString().slice(0, 10);
const lastDay = (months) => new Date(Date.UTC(now.getFullYear(), now.getMonth() + months + 1, 0)).toISOString().slice(0, 10);

const heading = (page) =>
  page
    .locator('h1')
    .innerText()
    .catch(() => '');
const comes = (page, title) => until(async () => (await heading(page)) === title, `the page « ${title} »`, 40);
const part = (page, name) => page.getByRole('region', {name, exact: true});
const dialog = (page) => page.getByRole('dialog');
const button = (page, name) => page.getByRole('button', {name, exact: true});
const state = (page) => page.locator('header .line span').first().innerText();
async function answered(page, name) {
  await dialog(page).getByRole('button', {name, exact: true}).click();
  await until(async () => !(await dialog(page).count()), `« ${name} » is done`, 40);
}

// The adviser of the CCI becomes its coordinator, by whoever runs the installation.
async function aChamberHasACoordinator(site) {
  const page = await site.page();
  await page.goto(`${site.url}/plan-du-site`);
  const ask = asker(site, page);
  await ask('POST', '/api/v1/session', {email: 'administration@pays-crecois.example', password: passwordOf(site)});
  const {secret} = await ask('POST', '/api/v1/session/totp', {});
  await ask('PUT', '/api/v1/session/totp', {code: totp(secret)});
  await ask('POST', '/api/v1/session/notice', {});
  const {organisations} = await ask('GET', '/api/v1/organisations');
  const cci = organisations.find((one) => one.kind === 'cci') ?? fail('no CCI');
  const {agents} = await ask('GET', `/api/v1/organisations/${cci.id}/agents`);
  await ask('PATCH', `/api/v1/agents/${agents[0].id}`, {organisation: cci.id, role: 'coordinator'});
  await page.context().close();
  site.coordinator = await ofDemonstration(site, COORDINATOR);
  site.chamber = await ofDemonstration(site, agents[0].email);
}

async function aDraftIsBegun(site) {
  const page = site.coordinator;
  await page.getByRole('navigation', {name: 'Navigation principale'}).getByRole('link', {name: 'Conventions'}).click();
  await comes(page, 'Conventions');
  await until(() => page.getByRole('heading', {name: 'Aucune convention'}).count(), 'what a convention would bring', 40);
  await accessible(page, 'no convention yet');
  await picture(page, 'conventions-none');
  await button(page, 'Nouvelle convention').click();
  await accessible(page, 'the dialog of a new convention');
  await picture(page, 'convention-new');
  await dialog(page).getByLabel('Intitulé').fill(TITLE);
  await dialog(page).getByLabel('Référence').fill('2026-ECO-07');
  await dialog(page).getByRole('button', {name: 'Créer le projet'}).click();
  await comes(page, TITLE);
  site.convention = new URL(page.url()).pathname;
  same(await state(page), 'Projet', 'its state');
  const missing = await part(page, 'Où elle en est').getByRole('listitem').allInnerTexts();
  same(missing.length, 5, `what lacks: ${missing.join(', ')}`);
  await accessible(page, 'an empty draft');
  await picture(page, 'convention-draft', {fullPage: true});
  faultless(page, 'a draft');
}

async function itsTextAndTerm(site) {
  const page = site.coordinator;
  await button(page, 'Modifier l’objet et la durée').click();
  await dialog(page)
    .getByLabel('Objet')
    .fill('Conjuguer les moyens de l’intercommunalité et des trois chambres au service des entreprises du territoire.');
  await dialog(page).getByLabel('Prend effet le').fill(firstDay(-7));
  await dialog(page).getByLabel('Prend fin le').fill(lastDay(5));
  await dialog(page).getByLabel('Reconduction', {exact: true}).selectOption('tacit');
  await dialog(page).getByLabel('Mois à chaque reconduction').fill('12');
  await dialog(page).getByLabel('Préavis').fill('3');
  await accessible(page, 'the dialog of text and term');
  await picture(page, 'convention-text');
  await answered(page, 'Enregistrer');
  await until(() => page.getByText(/par périodes de 12\smois\s; préavis de 3\smois/).count(), 'the sentence on renewal');
  faultless(page, 'text and term');
}

async function itsParties(site) {
  const page = site.coordinator;
  await button(page, 'Choisir les parties').click();
  for (const name of ['CMA de Seine-et-Marne', 'CCI de Seine-et-Marne', CHAMBERS[2]]) {
    const choice = dialog(page).getByLabel('Ajouter une partie');
    await until(() => choice.count(), 'the partners');
    await choice.selectOption({label: name});
    await until(() => dialog(page).getByRole('listitem').filter({hasText: name}).count(), name);
  }
  await dialog(page).getByRole('button', {name: 'Monter CCI de Seine-et-Marne'}).click();
  const focused = await page.evaluate(() => document.activeElement.textContent);
  if (!/^Monter\s*CCI/.test(focused)) fail(`the focus does not go with what moves: ${focused}`);
  await accessible(page, 'the dialog of the parties');
  await picture(page, 'convention-parties');
  await answered(page, 'Enregistrer');
  const names = await part(page, 'Parties').getByRole('rowheader').allInnerTexts();
  same(names.length, 4, 'the parties');
  for (const [at, name] of CHAMBERS.entries()) if (!names[at + 1].includes(name)) fail(`${name} is not at its place: ${names}`);
  faultless(page, 'parties');
}

async function itsPerimeter(site) {
  const page = site.coordinator;
  await button(page, 'Choisir le périmètre').click();
  await dialog(page).getByLabel('Ses communes au').fill('2018-06-01');
  await dialog(page).getByRole('combobox', {name: 'Territoire'}).fill('Pays Créçois');
  await until(() => page.getByRole('option', {name: /Pays Créçois/}).count(), 'the territory is proposed', 40);
  await picture(page, 'convention-perimeter');
  await page
    .getByRole('option', {name: /Pays Créçois/})
    .first()
    .click();
  await dialog(page).getByRole('button', {name: 'Ajouter un territoire'}).click();
  await page.keyboard.type('Esbly'); // already within: it counts once
  await until(() => page.getByRole('option', {name: /^Esbly/}).count(), 'the commune is proposed', 40);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await accessible(page, 'the dialog of the perimeter');
  await answered(page, 'Enregistrer');
  const perimeter = part(page, 'Périmètre');
  await until(
    async () => /19\scommunes, aujourd’hui dans 3 intercommunalités/.test(await perimeter.innerText()),
    'where they lie'
  );
  same(await perimeter.getByRole('row').count(), 4, 'one row for each intercommunality');
  faultless(page, 'perimeter');
}

async function itsAxes(site) {
  const page = site.coordinator;
  await button(page, 'Modifier les axes').click();
  for (const [at, title] of AXES.entries()) {
    if (at > 0) await dialog(page).getByRole('button', {name: 'Ajouter un axe'}).click();
    await dialog(page).getByLabel('Intitulé').nth(at).fill(title);
  }
  await dialog(page).getByLabel('Description').first().fill('Accueil, immobilier d’entreprise, transmission.');
  await accessible(page, 'the dialog of the axes');
  await picture(page, 'convention-axes');
  await answered(page, 'Enregistrer');
  const shown = await part(page, 'Axes').getByRole('listitem').allInnerTexts();
  same(shown.length, 4, 'the axes');
  if (!/^1\s+Développement économique/.test(shown[0])) fail(`the first axis is ${shown[0]}`);
  faultless(page, 'axes');
}

// What another wrote meanwhile is told, and what was typed is kept.
async function twoWriteAtOnce(site) {
  const page = site.coordinator;
  await button(page, 'Modifier l’objet et la durée').click();
  await dialog(page).getByLabel('Référence').fill('2026-ECO-08');
  const ask = asker(site, page);
  const path = `/api/v1${site.convention}`;
  const {version} = await ask('GET', path);
  await ask('PATCH', path, {version, purpose: 'Conjuguer les moyens de tous au service des entreprises du territoire.'});
  await dialog(page).getByRole('button', {name: 'Enregistrer'}).click();
  const told = dialog(page).getByRole('alert').filter({hasText: 'modifiée par quelqu’un d’autre'});
  await until(() => told.count(), 'that somebody else wrote');
  same(await dialog(page).getByLabel('Référence').inputValue(), '2026-ECO-08', 'what was typed');
  await accessible(page, 'a text changed meanwhile');
  await picture(page, 'convention-changed-meanwhile');
  await answered(page, 'Enregistrer');
  const after = await ask('GET', path);
  same(after.reference, '2026-ECO-08', 'the second try is written');
  if (!after.purpose.startsWith('Conjuguer les moyens de tous')) fail('the other one’s word is lost');
  faultless(page, 'two at once');
}

// A list that somebody else wrote meanwhile is shown as it is now, and replaced by nobody who did not say so.
async function twoWriteTheAxesAtOnce(site) {
  const page = site.coordinator;
  await button(page, 'Modifier les axes').click();
  await dialog(page).getByLabel('Intitulé').first().fill('Développer les entreprises');
  const ask = asker(site, page);
  const path = `/api/v1${site.convention}`;
  const {version, axes} = await ask('GET', path);
  const theirs = axes.map(({id, code, title}) => ({id, code, title: code === '2' ? 'Animer le territoire' : title}));
  await ask('PUT', `${path}/axes`, {version, axes: theirs});
  const save = dialog(page).getByRole('button', {name: 'Enregistrer'});
  await save.click();
  const choice = dialog(page).getByRole('group', {name: 'Changé entre-temps : Axes'});
  await until(() => choice.count(), 'what the axes are now');
  same((await choice.getByRole('listitem').allInnerTexts())[1], '2 Animer le territoire', 'the other one’s word');
  await save.click();
  await until(() => dialog(page).getByText('Choisissez d’abord').count(), 'that one chooses first');
  same((await ask('GET', path)).axes[1].title, 'Animer le territoire', 'nothing is replaced in silence');
  await accessible(page, 'axes changed meanwhile');
  await picture(page, 'convention-axes-meanwhile');
  await choice.getByRole('button', {name: /^Prendre cette version/}).click();
  same(await dialog(page).getByLabel('Intitulé').nth(1).inputValue(), 'Animer le territoire', 'what was taken');
  await dialog(page).getByLabel('Intitulé').nth(1).fill(AXES[1]);
  await answered(page, 'Enregistrer');
  same((await ask('GET', path)).axes[1].title, AXES[1], 'what was typed afterwards');
  faultless(page, 'two at the axes');
}

async function submittedAndVoted(site) {
  const page = site.coordinator;
  await button(page, 'Soumettre aux assemblées').click();
  await accessible(page, 'the dialog of a step');
  await picture(page, 'convention-submit');
  await answered(page, 'Soumettre aux assemblées');
  same(await state(page), 'En délibération', 'its state');
  same(await button(page, 'Signer').isDisabled(), true, 'nothing to sign yet');
  same(await button(page, 'Choisir les parties').count(), 0, 'the text stands still');
  const bodies = ['conseil communautaire', '', 'assemblée générale', 'session'];
  const names = ['Communauté de communes du Pays Créçois', ...CHAMBERS];
  for (const [at, body] of bodies.entries()) if (body) await deliberate(page, names[at], body, at);
  await page.goto(`${site.url}/conventions`);
  await until(() => page.getByText(/1\sdélibération manque\s: CCI/).count(), 'what is awaited, in the list', 40);
  await picture(page, 'conventions-deliberating');
  faultless(page, 'deliberations');
}

async function deliberate(page, name, body, at) {
  await page.getByRole('button', {name: `Noter la délibération : ${name}`}).click();
  await dialog(page).getByLabel('Assemblée').fill(body);
  await dialog(page)
    .getByLabel('Numéro')
    .fill(`2026-${40 + at}`);
  await dialog(page).getByLabel('Délibérée le').fill(firstDay(-8));
  if (at === 0) {
    await dialog(page).getByLabel('Transmise').fill(lastDay(-8));
    await dialog(page).getByLabel('Signataire', {exact: false}).first().fill('Solange Esnault');
    await dialog(page).getByLabel('Qualité du signataire').fill('Présidente');
    await accessible(page, 'the dialog of a deliberation');
    await picture(page, 'convention-deliberation');
  }
  await answered(page, 'Enregistrer');
  const row = part(page, 'Parties').getByRole('row').filter({hasText: name});
  await until(async () => (await row.innerText()).includes(body), `what ${name} decided`);
}

async function theChamberNotesItsOwn(site) {
  const page = site.chamber;
  await page.goto(site.url + site.convention);
  await comes(page, TITLE);
  same(await page.getByRole('button', {name: /^Noter la délibération/}).count(), 1, 'its own deliberation alone');
  same(await button(page, 'Reprendre en projet').count(), 0, 'no step of another’s convention');
  await deliberate(page, 'CCI de Seine-et-Marne', 'assemblée générale', 5);
  await accessible(page, 'a convention, to a party');
  faultless(page, 'the chamber');
}

async function itIsSigned(site) {
  const page = site.coordinator;
  await page.goto(site.url + site.convention);
  await until(() => page.getByText('Rien ne manque pour la signer.').count(), 'nothing lacks', 40);
  await button(page, 'Signer').click();
  await dialog(page).getByLabel('Signée le').fill(lastDay(-8));
  await answered(page, 'Signer');
  same(await state(page), 'En vigueur', 'its state');
  await until(() => page.getByText(/dénonçable jusqu’au/).count(), 'until when it may be denounced');
  same(await page.evaluate(() => document.activeElement.tagName), 'H1', 'where the focus goes when its button is gone');
  await accessible(page, 'a signed convention');
  await picture(page, 'convention-signed', {fullPage: true});
  faultless(page, 'signing');
}

async function anAnnualApplicationBegins(site) {
  const page = site.coordinator;
  await button(page, 'Nouvelle application annuelle').click();
  await dialog(page).getByLabel('Intitulé').fill('Programme de l’année');
  await accessible(page, 'the dialog of an annual application');
  await dialog(page).getByRole('button', {name: 'Créer le projet'}).click();
  await comes(page, 'Programme de l’année');
  await until(() => part(page, 'Axes').getByRole('listitem').count(), 'the axes of the framework');
  await page.getByRole('link', {name: TITLE}).click();
  await comes(page, TITLE);
  await until(() => page.getByRole('rowheader', {name: 'Programme de l’année'}).count(), 'it stands under the framework', 40);
  await page.getByRole('link', {name: '← Conventions'}).click();
  await until(() => page.getByText('À dénoncer au plus tard').count(), 'what is to be done soon', 40);
  await accessible(page, 'the conventions');
  await picture(page, 'conventions');
  faultless(page, 'an annual application');
}

async function anAdviserReads(site) {
  const page = await ofDemonstration(site, 'conseil@cma77.example');
  await page.goto(`${site.url}/conventions`);
  await page.getByRole('link', {name: TITLE}).click();
  await comes(page, TITLE);
  const acts = await page.locator('main').getByRole('button').allInnerTexts();
  same(acts, ['Imprimer'], 'what an adviser may do here');
  faultless(page, 'an adviser');
}

async function onAPhone(site) {
  const page = await ofDemonstration(site, COORDINATOR, PHONE);
  await page.goto(`${site.url}/conventions`);
  await until(() => page.getByText('À dénoncer au plus tard').count(), 'the list', 40);
  await fits(page, 'conventions on a phone');
  await accessible(page, 'conventions on a phone');
  await picture(page, 'conventions-phone', {fullPage: true});
  await page.getByRole('link', {name: TITLE}).click();
  await comes(page, TITLE);
  await fits(page, 'a convention on a phone');
  await accessible(page, 'a convention on a phone');
  await picture(page, 'convention-phone', {fullPage: true});
  await page.getByRole('link', {name: 'Programme de l’année'}).click();
  await comes(page, 'Programme de l’année');
  await button(page, 'Modifier les axes').click();
  await fits(page, 'axes on a phone');
  await accessible(page, 'axes on a phone');
  await picture(page, 'convention-axes-phone');
  await page.keyboard.press('Escape');
  faultless(page, 'a phone');
}

async function aPartyLeaves(site) {
  const page = site.coordinator;
  await page.goto(site.url + site.convention);
  await comes(page, TITLE);
  await button(page, 'Noter un retrait').click();
  const who = dialog(page).getByLabel('Partie qui se retire');
  same(
    (await who.locator('option').allInnerTexts()).includes('Communauté de communes du Pays Créçois'),
    false,
    'the keeper stays'
  );
  await who.selectOption({label: CHAMBERS[2]});
  await dialog(page).getByLabel('Motif').fill('Réorganisation de la chambre.');
  await accessible(page, 'the dialog of a departure');
  await answered(page, 'Noter un retrait');
  const row = part(page, 'Parties').getByRole('row').filter({hasText: CHAMBERS[2]});
  await until(async () => /s’est retirée.*Réorganisation/s.test(await row.innerText()), 'who left, and why');
  faultless(page, 'a departure');
}

async function anotherIsAbandonedAndDeleted(site) {
  const page = site.coordinator;
  await page.goto(`${site.url}/conventions`);
  await button(page, 'Nouvelle convention').click();
  await dialog(page).getByLabel('Nature').selectOption({label: 'Prestation'});
  await dialog(page).getByLabel('Intitulé').fill('Étude des locaux vacants');
  await dialog(page).getByRole('button', {name: 'Créer le projet'}).click();
  await comes(page, 'Étude des locaux vacants');
  await button(page, 'Abandonner').click();
  await answered(page, 'Abandonner');
  same(await state(page), 'Abandonnée', 'its state');
  await button(page, 'Supprimer').click();
  await dialog(page).getByRole('button', {name: 'Supprimer', exact: true}).click();
  await comes(page, 'Conventions');
  await until(() => page.getByRole('rowheader', {name: TITLE}).count(), 'the list', 40);
  same(await page.getByRole('rowheader', {name: 'Étude des locaux vacants'}).count(), 0, 'what was deleted');
  faultless(page, 'a draft that is left');
}

async function itIsDenounced(site) {
  const page = site.coordinator;
  await page.goto(site.url + site.convention);
  await comes(page, TITLE);
  await button(page, 'Dénoncer').click();
  await dialog(page).getByLabel('Partie qui dénonce').selectOption({label: 'CMA de Seine-et-Marne'});
  await dialog(page).getByLabel('Courrier reçu le').fill(lastDay(0));
  const proposed = dialog(page).getByLabel('Dernier jour');
  await until(async () => (await proposed.inputValue()) === lastDay(3), 'the last day proposed');
  await accessible(page, 'the dialog of a denunciation');
  await picture(page, 'convention-denounce');
  await answered(page, 'Dénoncer');
  same(await state(page), 'Dénoncée, encore en vigueur', 'its state');
  await until(() => page.getByText('Dénoncée par CMA de Seine-et-Marne').count(), 'who denounced it');
  await picture(page, 'convention-denounced', {fullPage: true});
  faultless(page, 'a denunciation');
}

await tests(() => Site.open(process.argv[2]), {
  aChamberHasACoordinator,
  aDraftIsBegun,
  itsTextAndTerm,
  itsParties,
  itsPerimeter,
  itsAxes,
  twoWriteAtOnce,
  twoWriteTheAxesAtOnce,
  submittedAndVoted,
  theChamberNotesItsOwn,
  itIsSigned,
  anAnnualApplicationBegins,
  anAdviserReads,
  onAPhone,
  anotherIsAbandonedAndDeleted,
  aPartyLeaves,
  itIsDenounced
});
