// River levels: an administrator adds a station and switches watching on, its source has bad days, rising water proposes, a coordinator
// opens a crisis from it or dismisses it. The service that is asked is this test's own, with answers in the public format.
import {createServer} from 'node:http';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {accessible, faultless, fits, PHONE, picture, same, Site, tests, totp, until} from './harness.mjs';
import {button, COORDINATOR, dialog, part} from './conventions.mjs';
import {asker, ofDemonstration, passwordOf} from './people.mjs';

const [CRECY, COULOMMIERS] = ['F662000101', 'F662000102'];
const MINUTE = 60_000;
const spaced = (text) => text.replace(/[\u00a0\u202f]/g, ' ');
const says = async (place, text) => spaced(await place.innerText()).includes(text);

// Newest first, the last one so many minutes before the test began, each ten minutes after the one before: of one moment the last answer
// counts, as when a producer corrects what it told.
const BEGAN = Date.now();
function hubeau(code, values, ago = 0) {
  const data = values.map((value, at) => ({
    code_station: code,
    grandeur_hydro: 'H',
    date_obs: new Date(BEGAN - (ago + 10 * (values.length - 1 - at)) * MINUTE).toISOString(),
    resultat_obs: value,
    code_qualification_obs: 16
  }));
  return JSON.stringify({count: data.length, next: null, data: data.reverse()});
}
// A day of levels that rise to `most`.
const rising = (least, most) =>
  Array.from({length: 140}, (_, at) => Math.round(least + (most - least) * Math.min(1, at / 134) ** 3));

async function serveRivers(site) {
  site.river = {status: 200, body: hubeau(CRECY, rising(480, 1100)), asked: 0};
  site.rivers = createServer((_, response) => {
    site.river.asked += 1;
    response.writeHead(site.river.status, {'Content-Type': 'application/json'});
    response.end(site.river.body);
  });
  await new Promise((done) => site.rivers.listen(0, '127.0.0.1', done));
  site.source = `http://127.0.0.1:${site.rivers.address().port}/observations_tr`;
}

async function administrator(site) {
  const page = await site.page();
  await page.goto(`${site.url}/plan-du-site`);
  const ask = asker(site, page);
  await ask('POST', '/api/v1/session', {email: 'administration@pays-crecois.example', password: passwordOf(site)});
  const {secret} = await ask('POST', '/api/v1/session/totp', {});
  await ask('PUT', '/api/v1/session/totp', {code: totp(secret)});
  await ask('POST', '/api/v1/session/notice', {});
  return page;
}

async function askSources(page, what) {
  await button(page, 'Interroger les sources maintenant').click();
  await until(() => page.getByText('Les sources ont répondu, ou non : voyez chaque station.').count(), what, 40);
}

async function nothingIsWatched(site) {
  await serveRivers(site);
  const page = (site.root = await administrator(site));
  site.coordinator = await ofDemonstration(site, COORDINATOR);
  await page.goto(`${site.url}/crises`);
  await page.getByRole('link', {name: 'Cours d’eau et repères'}).click();
  await until(() => page.getByText('Aucune station n’est suivie.').count(), 'none');
  same(await page.getByText('La surveillance est arrêtée').count(), 1, 'nor is any source asked');
  await accessible(page, 'no station');
  await site.coordinator.goto(`${site.url}/crises/cours-deau`);
  await until(() => site.coordinator.getByText('L’administrateur de l’installation ajoute').count(), 'who does it');
  same(await button(site.coordinator, 'Ajouter une station').count(), 0, 'a coordinator does not');
  faultless(page, 'no station');
}

async function aStationIsAdded(site) {
  const page = site.root;
  await button(page, 'Ajouter une station').click();
  const form = dialog(page);
  await form.getByLabel('Nom').fill('Crécy-la-Chapelle');
  await form.getByLabel('Cours d’eau').fill('Grand Morin');
  await form.getByLabel('Code de la station').fill(CRECY);
  await form.getByLabel('Adresse de la source').fill(site.source);
  await form.getByLabel('Repère 1, hauteur en mètres').fill('un');
  await form.getByLabel('Repère 1, ce qu’il veut dire').fill('Vigilance');
  await button(form, 'Ajouter une station').click();
  await until(() => form.getByText('Une hauteur s’écrit en mètres').count(), 'what is no height');
  await form.getByLabel('Repère 1, hauteur en mètres').fill('1,50');
  await button(form, 'Encore un repère').click();
  await form.getByLabel('Repère 2, hauteur en mètres').fill('3,20');
  await form.getByLabel('Repère 2, ce qu’il veut dire').fill('Juin 2016');
  await accessible(page, 'the form of a station');
  await picture(page, 'waters-form');
  await button(form, 'Ajouter une station').click();
  await until(() => page.getByText('Station ajoutée.').count(), 'it is said');
  await button(page, 'Mettre la surveillance en marche').click();
  await until(() => page.getByText('La surveillance est en marche').count(), 'watched');
  await askSources(page, 'its first levels');
  const card = page.getByRole('article', {name: 'Crécy-la-Chapelle'});
  await until(() => says(card, '1,10 m'), 'the last level');
  await until(() => card.getByRole('img', {name: /niveaux des dernières 72 heures : de 0,48 m à 1,10 m/}).count(), 'its curve');
  same(await card.getByText('non passé').count(), 2, 'no mark is passed');
  await card.getByText('Voir le tableau').click();
  await until(() => card.getByRole('row').count(), 'as a table');
  await card.getByText('Voir le tableau').click();
  await accessible(page, 'a station');
  await picture(page, 'waters-station', {fullPage: true});
  faultless(page, 'a station');
}

async function badDaysAreSaidPlainly(site) {
  const page = site.root;
  const card = page.getByRole('article', {name: 'Crécy-la-Chapelle'});
  site.river.status = 503;
  await askSources(page, 'it is asked');
  await until(() => card.getByText(/Sa source ne répond plus comme il faut depuis le/).count(), 'it fails');
  same(await says(card, '1,10 m'), true, 'its level stays');
  // A station without an address, fed by a file of yesterday.
  await button(page, 'Ajouter une station').click();
  const form = dialog(page);
  await form.getByLabel('Nom').fill('Coulommiers');
  await form.getByLabel('Code de la station').fill(COULOMMIERS);
  await form.getByLabel('de fichiers apportés').check();
  await form.getByLabel('Repère 1, hauteur en mètres').fill('2');
  await form.getByLabel('Repère 1, ce qu’il veut dire').fill('Alerte');
  await button(form, 'Ajouter une station').click();
  await until(() => page.getByRole('article', {name: 'Coulommiers'}).count(), 'another one');
  const path = join(site.folder, 'niveaux.json');
  writeFileSync(path, hubeau(COULOMMIERS, rising(900, 2500), 24 * 60));
  await button(page, 'Apporter un fichier de niveaux').click();
  await dialog(page).getByLabel('Fichier').setInputFiles(path);
  await button(dialog(page), 'Apporter un fichier de niveaux').click();
  await until(() => page.getByText(/niveaux nouveaux pour 1.station/).count(), 'they are taken');
  const old = page.getByRole('article', {name: 'Coulommiers'});
  await until(() => old.getByText(/^Niveau ancien/).count(), 'old levels are no news');
  same(await old.getByText('non passé').count(), 1, 'and pass no mark');
  await accessible(page, 'stations with their troubles');
  await picture(page, 'waters-troubles', {fullPage: true});
  faultless(page, 'bad days');
}

async function risingWaterProposes(site) {
  site.river.status = 200;
  site.river.body = hubeau(CRECY, rising(900, 1900));
  await askSources(site.root, 'the water rose');
  const card = site.root.getByRole('article', {name: 'Crécy-la-Chapelle'});
  await until(() => card.getByText(/^passé le/).count(), 'a mark is passed');
  same(await card.getByText(/ne répond plus/).count(), 0, 'the source answers again');
  const page = site.coordinator;
  await page.goto(`${site.url}/crises`);
  await until(() => page.getByText('L’eau a passé un repère, et attend votre réponse.').count(), 'the notice');
  await accessible(page, 'crises with a proposal');
  await picture(page, 'waters-notice');
  await page.getByRole('link', {name: 'Voir et répondre'}).click();
  const proposals = part(page, 'Ce que l’eau propose');
  await until(
    () => proposals.getByRole('heading', {name: /^Crécy-la-Chapelle \(Grand Morin\) a passé « Vigilance »/}).count(),
    'it'
  );
  same(await says(proposals, 'Maintenant 1,90 m, au-dessus'), true, 'where the water is now');
  await page.waitForTimeout(500);
  await accessible(page, 'a proposal');
  await picture(page, 'waters-proposal', {fullPage: true});
  faultless(page, 'a proposal');
}

async function aCrisisIsOpenedFromIt(site) {
  const page = site.coordinator;
  await page.getByRole('button', {name: /^Ouvrir une crise :/}).click();
  const form = dialog(page);
  same(await form.getByLabel('Nom').inputValue(), 'Crue, Grand Morin à Crécy-la-Chapelle', 'its name');
  same(spaced(await form.getByLabel('Ce que l’on sait').inputValue()).includes('« Vigilance » (1,50 m)'), true, 'why');
  same(await form.getByLabel('C’est un exercice').count(), 0, 'water is no exercise');
  await accessible(page, 'the form of a crisis with its facts');
  await picture(page, 'waters-open');
  await button(form, 'Ouvrir une crise').click();
  await until(() => page.getByRole('heading', {level: 1, name: 'Crue, Grand Morin à Crécy-la-Chapelle'}).count(), 'the room');
  await page.goto(`${site.url}/crises`);
  await until(() => page.getByRole('row', {name: /^Crue, Grand Morin/}).count(), 'among crises');
  same(await page.getByText('attend votre réponse').count(), 0, 'the notice is gone');
  faultless(page, 'a crisis from water');
}

async function theNextMarkIsFollowedOrDismissed(site) {
  site.river.body = hubeau(CRECY, [1900, 2600, 3300, 3350, 3350, 3400, 3400]);
  await askSources(site.root, 'the water rose again');
  const page = site.coordinator;
  await page.goto(`${site.url}/crises/cours-deau`);
  await page.getByRole('button', {name: /^C’est une crise déjà ouverte :.*Juin 2016/}).click();
  await until(() => dialog(page).getByLabel('Crise').count(), 'which one');
  await button(dialog(page), 'Enregistrer').click();
  await until(() => page.getByText('La crise est notée comme suite.').count(), 'followed');
  // The other station, by a file of now.
  const path = join(site.folder, 'maintenant.json');
  writeFileSync(path, hubeau(COULOMMIERS, [2100, 2200, 2300, 2400, 2400, 2400, 2400]));
  await button(site.root, 'Apporter un fichier de niveaux').click();
  await dialog(site.root).getByLabel('Fichier').setInputFiles(path);
  await button(dialog(site.root), 'Apporter un fichier de niveaux').click();
  await until(() => site.root.getByText(/niveaux nouveaux pour 1.station/).count(), 'its levels');
  await page.goto(`${site.url}/crises/cours-deau`);
  await page.getByRole('button', {name: /^Écarter : Coulommiers/}).click();
  await dialog(page).getByLabel('Pourquoi, en un mot').fill('vanne ouverte en amont');
  await button(dialog(page), 'Écarter').click();
  await until(() => page.getByText('Rien n’attend de réponse de votre organisation.').count(), 'nothing waits');
  await button(page, 'Voir aussi celles d’avant').click();
  await until(() => page.getByText(/vanne ouverte en amont/).count(), 'with its word');
  same(await part(page, 'Ce que l’eau propose').getByRole('listitem').count(), 3, 'and those before');
  await accessible(page, 'proposals of before');
  await picture(page, 'waters-answered', {fullPage: true});
  faultless(page, 'answers');
}

async function coloursAreWords(site) {
  const page = site.root;
  await button(page, 'Ajouter une station').click();
  const form = dialog(page);
  await form.getByLabel('Service').selectOption({label: 'Vigicrues, couleurs des tronçons'});
  await form.getByLabel('Nom').fill('Loing aval');
  await form.getByLabel('Code de la station').fill('LO18');
  await form.getByLabel('de fichiers apportés').check();
  await form.getByLabel('Repère 1, couleur').selectOption({label: 'orange'});
  await form.getByLabel('Repère 1, ce qu’il veut dire').fill('Vigilance orange');
  same(await form.getByLabel(/^Mètres à redescendre/).count(), 0, 'colours have no margin');
  await button(form, 'Ajouter une station').click();
  await until(() => page.getByRole('article', {name: 'Loing aval'}).count(), 'a section');
  const path = join(site.folder, 'troncons.json');
  const features = [{type: 'Feature', properties: {CdEntCru: 'LO18', NivInfViCr: 2}}];
  writeFileSync(path, JSON.stringify({DtHrInfoVigiCru: new Date(BEGAN).toISOString(), features}));
  await button(page, 'Apporter un fichier de niveaux').click();
  await dialog(page).getByLabel('Service').selectOption({label: 'Vigicrues, couleurs des tronçons'});
  await dialog(page).getByLabel('Fichier').setInputFiles(path);
  await button(dialog(page), 'Apporter un fichier de niveaux').click();
  const card = page.getByRole('article', {name: 'Loing aval'});
  await card.scrollIntoViewIfNeeded();
  await until(() => card.getByRole('img', {name: /de jaune à jaune/}).count(), 'its colour');
  await accessible(page, 'a section');
  await picture(page, 'waters-colours', {fullPage: true});
  faultless(page, 'colours');
}

async function onAPhone(site) {
  const context = await site.browser.newContext({
    ...PHONE,
    locale: 'fr-FR',
    storageState: await site.root.context().storageState()
  });
  const page = await context.newPage();
  await page.goto(`${site.url}/crises/cours-deau`);
  await until(() => page.getByRole('article').count(), 'stations');
  const last = page.getByRole('article').last();
  await last.scrollIntoViewIfNeeded();
  await until(() => last.getByRole('img').count(), 'its curve');
  await fits(page, 'rivers on a phone');
  await picture(page, 'waters-phone', {fullPage: true});
  await page.getByRole('button', {name: 'Modifier : Crécy-la-Chapelle'}).click();
  same(await dialog(page).getByLabel('Repère 1, hauteur en mètres').inputValue(), '1,5', 'as it is');
  await fits(page, 'a station on a phone');
  await picture(page, 'waters-phone-form');
  await context.close();
}

async function aStationIsChangedAndRemoved(site) {
  const page = site.root;
  await page.goto(`${site.url}/crises/cours-deau`);
  await page.getByRole('button', {name: 'Modifier : Coulommiers'}).click();
  await dialog(page).getByLabel('Cours d’eau').fill('Grand Morin');
  await button(dialog(page), 'Enregistrer').click();
  await until(() => page.getByText('Station modifiée.').count(), 'changed');
  await page.getByRole('button', {name: 'Retirer : Coulommiers'}).click();
  await button(dialog(page), 'Retirer').click();
  await until(async () => (await page.getByRole('article').count()) === 2, 'removed');
  await button(page, 'Arrêter la surveillance').click();
  await until(() => page.getByText('La surveillance est arrêtée').count(), 'and off');
  faultless(page, 'changes of stations');
  site.rivers.close();
}

await tests(() => Site.open(process.argv[2]), {
  nothingIsWatched,
  aStationIsAdded,
  badDaysAreSaidPlainly,
  risingWaterProposes,
  aCrisisIsOpenedFromIt,
  theNextMarkIsFollowedOrDismissed,
  coloursAreWords,
  onAPhone,
  aStationIsChangedAndRemoved
});
