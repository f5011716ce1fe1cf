// The work of the Coglais with its chamber of trades, entered as people would: 165 craft businesses all mailed, 47 % of them called or
// visited, a diagnosis offered to 70 heads over 50, 23 of them visited. The report on the screen tells these figures.
import {CHAMBERS, dialog, part, signedConvention} from './conventions.mjs';
import {accessible, fail, faultless, fits, PHONE, picture, same, Site, tests, until} from './harness.mjs';
import {asker, ofDemonstration} from './people.mjs';

const [MAILED, REACHED, OFFERED, VISITED] = [165, 78, 70, 23];
const ON_THEIR_PAGE = 5; // of the visits; the others are noted together in the evening
const PORTFOLIO = 'Artisans à rencontrer';
const ADVISER = 'conseil@cma77.example';
const PROSPECTING = '1.1 Rencontrer les artisans';
const TAKEOVER = '1.2 Pré-diagnostic de transmission';
const figure = (text) => Number(text.replace(/[^\d]/g, ''));

// What the convention says before: two actions of the chamber of trades, with an indicator for each figure.
async function twoActions(site) {
  await signedConvention(site, {renewal: 'tacit', renewalMonths: 12});
  await sheet(site, '1.1', PROSPECTING.slice(4));
  await indicator(site, 'C1', 'Appelées ou visitées', 'Entreprises distinctes', MAILED, ['appels', 'visites']);
  await sheet(site, '1.2', TAKEOVER.slice(4));
  await indicator(site, 'C2', 'Pré-diagnostics proposés', 'Entreprises distinctes', OFFERED, []);
  await indicator(site, 'C3', 'Visitées', 'Entreprises distinctes visitées', VISITED, []);
  site.agent = await ofDemonstration(site, ADVISER);
}

async function sheet(site, code, title) {
  const page = site.coordinator;
  await page.goto(site.url + site.convention);
  await part(page, 'Actions').getByRole('link', {name: 'Nouvelle action'}).click();
  await until(() => page.getByLabel('Intitulé').count(), 'the form of an action', 40);
  await page.getByLabel('Code').fill(code);
  await page.getByLabel('Intitulé').fill(title);
  await page.getByLabel('Avancement').selectOption({label: 'En cours'});
  const lead = page.getByRole('group', {name: 'Partenaire 1', exact: true});
  await lead.getByLabel('Organisation').selectOption({label: CHAMBERS[1]});
  await lead.getByLabel('Rôle').selectOption({label: 'Pilote'});
  await lead.getByLabel('Jours prévus').fill('90');
  await button(page, 'Créer la fiche').click();
  await until(() => part(page, 'Indicateurs').getByText('Aucun indicateur.').count(), 'the sheet', 40);
}

async function indicator(site, code, label, measure, target, kinds) {
  const page = site.coordinator;
  await button(page, 'Nouvel indicateur').click();
  const form = dialog(page);
  await form.getByLabel('Code').fill(code);
  await form.getByLabel('Intitulé').fill(label);
  await form.getByLabel('Unité').fill('entreprises');
  await form.getByLabel('Ce qui est compté').selectOption({label: measure});
  for (const kind of kinds) await form.getByRole('checkbox', {name: kind}).check();
  await form.getByLabel('Cible').fill(String(target));
  await button(form, 'Enregistrer').click();
  await until(() => part(page, 'Indicateurs').getByRole('row').filter({hasText: label}).count(), 'the indicator', 40);
}

const rows = (page) => page.locator('tbody tr').count();
const picks = (page) => page.locator('tbody input[type=checkbox]');
const button = (page, name) => page.getByRole('button', {name, exact: true});

async function shown(page, least) {
  await until(() => rows(page), 'the businesses', 40);
  while ((await rows(page)) < least) {
    const before = await rows(page);
    await button(page, 'Afficher les suivants').click();
    await until(async () => (await rows(page)) > before, 'more of them', 40);
  }
}

async function aPortfolioOfAll(site) {
  const page = site.agent;
  await page.goto(`${site.url}/portefeuilles`);
  await page.getByLabel('Nom du portefeuille').fill(PORTFOLIO);
  await button(page, 'Créer le portefeuille').click();
  await until(() => page.getByRole('rowheader', {name: PORTFOLIO}).count(), 'the portfolio', 40);
  const perimeter = await asker(site, page)('GET', `/api/v1${site.convention}`);
  const territory = `list:${[...new Set(perimeter.perimeter.map((one) => one.now.code))].join(',')}`;
  await page.goto(`${site.url}/annuaire?territory=${territory}&chamber=cma`);
  await shown(page, 150);
  await page.getByRole('checkbox', {name: 'Choisir toutes les lignes affichées'}).check();
  await shown(page, MAILED);
  await pick(page, 150, MAILED);
  await until(() => page.getByText(`${MAILED} établissements choisis`).count(), 'all of them are chosen', 40);
  await button(page, 'Mettre dans un portefeuille').click();
  await button(dialog(page), 'Mettre dans un portefeuille').click();
  await until(() => page.getByText(`${MAILED} établissements mis dans`).count(), 'they are in it', 60);
  faultless(page, 'a portfolio');
}

async function openPortfolio(site, page) {
  await page.goto(`${site.url}/annuaire?portfolio=${encodeURIComponent(PORTFOLIO)}`);
  await until(async () => figure(await page.locator('#count').innerText()) === MAILED, 'the portfolio', 40);
  await shown(page, MAILED);
}

// The boxes of these rows, one after the other.
const pick = (page, from, to) =>
  picks(page).evaluateAll((all, [first, end]) => all.slice(first, end).forEach((one) => one.click()), [from, to]);

async function choose(page, from, to) {
  if (from === 0 && to === MAILED) await page.getByRole('checkbox', {name: 'Choisir toutes les lignes affichées'}).check();
  else await pick(page, from, to);
  await until(() => page.getByText(`${to - from} établissements choisis`).count(), 'they are chosen', 40);
}

async function noteForChosen(page, {way, theme, action, minutes}, count) {
  await button(page, 'Consigner un échange').click();
  const form = dialog(page);
  await until(() => form.getByLabel('Compte pour l’action').count(), 'the form', 40);
  await until(async () => (await form.getByLabel('Compte pour l’action').locator('option').count()) > 1, 'the actions', 40);
  await form.getByLabel(way).check();
  await form.getByLabel('Sujet').selectOption({label: theme});
  await form.getByLabel('Compte pour l’action').selectOption({label: action});
  if (minutes) await form.getByLabel('Temps passé pour chacun').selectOption({label: minutes});
  if (count === MAILED) {
    await accessible(page, 'one exchange for several');
    await picture(page, 'several-exchanges-form');
  }
  await button(form, 'Consigner').click();
  await until(() => page.getByText(`Échange consigné pour ${count}\u00a0établissements`).count(), 'what was done', 40);
}

async function allMailed(site) {
  const page = site.agent;
  await openPortfolio(site, page);
  await choose(page, 0, MAILED);
  const mail = {way: 'Courrier, courriel', theme: 'Prise de contact', action: PROSPECTING};
  await noteForChosen(page, mail, MAILED);
  await picture(page, 'several-exchanges-noted');
  await button(page, 'Annuler ces échanges').click();
  await until(() => page.getByText(`${MAILED}\u00a0échanges annulés.`).count(), 'it is undone', 40);
  await noteForChosen(page, mail, MAILED);
  faultless(page, 'a mailing');
}

async function calledAndVisited(site) {
  const page = site.agent;
  await openPortfolio(site, page);
  await choose(page, VISITED, REACHED);
  await noteForChosen(
    page,
    {way: 'Appel', theme: 'Prise de contact', action: PROSPECTING, minutes: '15\u00a0min'},
    REACHED - VISITED
  );
  await openPortfolio(site, page);
  const links = await page.locator('tbody td.name a').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
  for (const link of links.slice(0, ON_THEIR_PAGE)) {
    await page.goto(site.url + link);
    const saw = page.getByRole('region', {name: 'Qui l’a vue, quand, à quel sujet'});
    await until(() => saw.getByText('Courrier, courriel').count(), 'the mailing stands there', 40);
    await page.keyboard.press('v');
    const form = dialog(page);
    await until(
      async () => /^1\.1/.test(await form.getByLabel('Compte pour l’action').locator('option:checked').innerText()),
      'the action of the last one',
      40
    );
    await button(form, 'Consigner').click();
    await until(() => saw.getByText('Échange consigné.').count(), 'the visit', 40);
  }
  await openPortfolio(site, page);
  await choose(page, ON_THEIR_PAGE, VISITED);
  const round = {way: 'Visite', theme: 'Prise de contact', action: PROSPECTING, minutes: '1\u00a0h'};
  await noteForChosen(page, round, VISITED - ON_THEIR_PAGE);
  faultless(page, 'visits');
}

async function diagnosesOffered(site) {
  const page = site.agent;
  const offer = {theme: 'Transmission, reprise', action: TAKEOVER};
  await openPortfolio(site, page);
  await choose(page, 0, OFFERED);
  await noteForChosen(page, {...offer, way: 'Courrier, courriel'}, OFFERED);
  await openPortfolio(site, page);
  await choose(page, 0, VISITED);
  await noteForChosen(page, {...offer, way: 'Visite', minutes: '1\u00a0h\u00a030'}, VISITED);
  faultless(page, 'diagnoses');
}

async function cellsOf(region, name) {
  const row = region.getByRole('row', {name});
  return (await row.locator('td').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());
}

async function theReportTellsThem(site) {
  const page = site.coordinator;
  await page.goto(site.url + site.convention);
  await part(page, 'Bilans').getByRole('link', {name: 'Chiffres d’une période'}).click();
  await until(() => part(page, 'Chiffres clés').count(), 'the figures', 40);
  const keys = await part(page, 'Chiffres clés').innerText();
  for (const [label, value] of [
    ['entreprises suivies', MAILED],
    ['dont visitées', VISITED]
  ])
    if (!new RegExp(`${label}\\s+${value}\\b`).test(keys)) fail(`${label} should be ${value}: ${keys}`);
  const axis = part(page, /^Axe 1 –/);
  const done = [MAILED + REACHED, OFFERED + VISITED];
  same((await cellsOf(axis, /^1\.1/)).slice(1, 4).map(figure), [done[0], MAILED, VISITED], 'the prospecting');
  same((await cellsOf(axis, /^1\.2/)).slice(1, 4).map(figure), [done[1], OFFERED, VISITED], 'the diagnoses');
  for (const [name, value, share] of [
    [/C1/, REACHED, '47'],
    [/C2/, OFFERED, '100'],
    [/C3/, VISITED, '100']
  ]) {
    const text = (await cellsOf(axis, name)).join(' ');
    if (!new RegExp(`\\b${value}\\b`).test(text) || !new RegExp(`\\b${share}\\s*%`).test(text)) fail(`${name}: ${text}`);
  }
  await accessible(page, 'the report of the Coglais');
  await picture(page, 'coglais-report', {fullPage: true});
  faultless(page, 'the report');
}

async function onAPhone(site) {
  const page = await ofDemonstration(site, ADVISER, PHONE);
  await page.goto(`${site.url}/annuaire?portfolio=${encodeURIComponent(PORTFOLIO)}`);
  await until(() => rows(page), 'the businesses', 40);
  await picks(page).nth(0).check();
  await picks(page).nth(1).check();
  await button(page, 'Consigner un échange').click();
  await until(() => dialog(page).count(), 'the form', 40);
  await fits(page, 'one exchange for several, on a phone');
  await accessible(page, 'one exchange for several, on a phone');
  await picture(page, 'several-exchanges-phone');
  faultless(page, 'several on a phone');
}

await tests(() => Site.open(process.argv[2]), {
  twoActions,
  aPortfolioOfAll,
  allMailed,
  calledAndVisited,
  diagnosesOffered,
  theReportTellsThem,
  onAPhone
});
