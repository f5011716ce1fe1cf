// The end of a crisis: two cases of one business made one and parted, lessons, two crises side by side, what stays open before closing.
import {accessible, faultless, fits, PHONE, picture, Site, tests, until} from './harness.mjs';
import {signedConvention} from './conventions.mjs';
import {asker} from './people.mjs';

const button = (page, name) => page.getByRole('button', {name, exact: true});
const dialog = (page) => page.getByRole('dialog');
const part = (page, name) => page.getByRole('region', {name, exact: true});
const ago = (days) => new Date(Date.now() - days * 86_400_000).toISOString();

async function twoFloods(site) {
  await signedConvention(site);
  const ask = asker(site, site.coordinator);
  for (const [name, days] of [
    ['Crue du printemps', 120],
    ['Crue de l’automne', 20]
  ]) {
    const {id} = await ask('POST', '/api/v1/crises', {kind: 'flood', title: name, beganAt: ago(days)});
    await ask('POST', `/api/v1/crises/${id}/zones`, {source: 'communes', communes: ['77142']});
    const {cases} = await ask('GET', `/api/v1/crises/${id}/cases?limit=3`);
    for (const one of cases) await ask('PUT', `/api/v1/crisis-cases/${one.id}`, {version: one.version, state: 'visited'});
    site.id = id;
    site.cases = cases;
  }
  site.room = `${site.url}/crises/${site.id}`;
  const shop = site.cases.find((one) => one.row?.name?.text);
  site.shop = shop.row.name.text;
  const made = await ask('POST', '/api/v1/local-businesses', {
    name: site.shop,
    commune: '77142',
    reason: 'notée le premier soir'
  });
  const added = await ask('POST', `/api/v1/crises/${site.id}/cases`, {business: `local:${made.id}`, entry: 'added'});
  site.gone = `${site.room}/fiches/${added.id}`;
  for (const [record, note] of [
    [shop.id, 'premier dossier'],
    [added.id, 'second dossier']
  ])
    await ask('POST', `/api/v1/crisis-cases/${record}/requests`, {right: 'damage_claim', askedOn: ago(2).slice(0, 10), note});
}

async function twoCasesBecomeOne(site) {
  const page = site.coordinator;
  await page.goto(site.room);
  await page.getByRole('link', {name: 'Fiches en double', exact: true}).click();
  await until(() => page.getByText(/même nom/).count(), 'a pair');
  await accessible(page, 'pairs');
  await picture(page, 'crisis-closing-pairs', {fullPage: true});
  await button(page, `Garder cette fiche (1) : ${site.shop}`).first().click();
  await until(
    () =>
      dialog(page)
        .getByText(/L.autre y passent|y passent/)
        .count(),
    'what it does'
  );
  await accessible(page, 'merging');
  await button(dialog(page), 'Réunir').click();
  await until(() => page.getByText('Les deux fiches n’en font plus qu’une.').count(), 'merged');
  await page.goto(site.gone);
  const merges = part(page, 'Fiches réunies dans celle-ci');
  await until(() => merges.getByText(/ajoutée à la main/).count(), 'the case that is kept');
  if (page.url() === site.gone) throw new Error('the address of the one that is gone leads to the other');
  await until(() => merges.getByText(/dossier/).count(), 'a request that is told apart');
  await accessible(page, 'a merged case');
  await picture(page, 'crisis-closing-merged', {fullPage: true});
  site.fiche = page.url();
  await button(page, `Séparer : ${site.shop}`).click();
  await button(dialog(page), 'Séparer').click();
  await until(() => page.getByText('Les deux fiches sont de nouveau séparées.').count(), 'parted');
  await until(async () => !(await merges.count()), 'nothing merged');
  await page.goto(`${site.room}/doublons`);
  await button(page, `Garder cette fiche (1) : ${site.shop}`).first().click();
  await button(dialog(page), 'Réunir').click();
  await until(() => page.getByText('Les deux fiches n’en font plus qu’une.').count(), 'merged again');
  faultless(page, 'two cases');
}

async function lessonsAreNoted(site) {
  const page = site.coordinator;
  await page.goto(site.room);
  const lessons = part(page, 'Retours d’expérience');
  await button(page, 'Noter un retour').click();
  await dialog(page).getByLabel('En quelques mots').fill('Une seule liste pour tous, dès le premier soir');
  await button(dialog(page), 'Enregistrer').click();
  await until(() => lessons.getByText(/Une seule liste/).count(), 'what worked');
  await button(page, 'Noter un retour').click();
  await dialog(page).getByLabel('Genre').selectOption({label: 'À faire'});
  await dialog(page).getByLabel('En quelques mots').fill('Tenir à jour les numéros de portable');
  await dialog(page).getByLabel('Qui, en mots').fill('Le service économique');
  await dialog(page)
    .getByLabel('Avant le')
    .fill(new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10));
  await accessible(page, 'the form of a lesson');
  await picture(page, 'crisis-closing-lesson');
  await button(dialog(page), 'Enregistrer').click();
  await until(() => lessons.getByText(/numéros de portable/).count(), 'what is to be done');
  await accessible(page, 'lessons');
  await page.goto(`${site.url}/ma-journee`);
  await until(
    () =>
      part(page, 'À faire après une crise')
        .getByText(/numéros de portable/)
        .count(),
    'in the day'
  );
  await accessible(page, 'the day with lessons');
  faultless(page, 'lessons');
}

async function crisesAreCompared(site) {
  const page = site.coordinator;
  await page.goto(`${site.url}/crises`);
  await page.getByRole('link', {name: 'Comparer des crises', exact: true}).click();
  await page.getByRole('checkbox', {name: /Crue du printemps/}).check();
  await page.getByRole('checkbox', {name: /Crue de l’automne/}).check();
  await button(page, 'Comparer').click();
  await until(() => page.getByRole('table', {name: 'Comparer des crises'}).count(), 'side by side');
  await until(() => page.getByText(/3\sentreprises touchées plusieurs fois/).count(), 'hit twice');
  await page.getByLabel('Chiffre').selectOption({label: 'visitées'});
  await accessible(page, 'crises compared');
  await picture(page, 'crisis-closing-compared', {fullPage: true});
  site.compared = page.url();
  faultless(page, 'crises compared');
}

async function itIsClosed(site) {
  const page = site.coordinator;
  await page.goto(site.room);
  await button(page, 'Clore la crise').click();
  await until(
    () =>
      dialog(page)
        .getByText(/3\sentreprises touchées sans issue/)
        .count(),
    'what stays open'
  );
  await until(
    () =>
      dialog(page)
        .getByText(/1\sdemande sans réponse/)
        .count(),
    'requests'
  );
  await until(
    () =>
      dialog(page)
        .getByText(/1\schose à faire/)
        .count(),
    'lessons to do'
  );
  await accessible(page, 'before closing');
  await picture(page, 'crisis-closing-sheet');
  await button(dialog(page), 'Clore la crise').click();
  await until(() => page.getByText(/sont suivies par/).count(), 'who goes on');
  await button(page, 'Rouvrir la crise').count();
  await accessible(page, 'a closed room');
  await picture(page, 'crisis-closing-closed', {fullPage: true});
  faultless(page, 'closing');
}

async function onAPhone(site) {
  const context = await site.browser.newContext({
    ...PHONE,
    locale: 'fr-FR',
    storageState: await site.coordinator.context().storageState()
  });
  const page = await context.newPage();
  for (const [name, address, heading] of [
    ['room', site.room, /Retours d’expérience/],
    ['pairs', `${site.room}/doublons`, /Fiches en double/],
    ['compared', site.compared, /Touchées plusieurs fois/],
    ['merged', site.fiche, /Fiches réunies dans celle-ci/]
  ]) {
    await page.goto(address);
    await until(() => page.getByRole('heading', {name: heading}).count(), name);
    await page.waitForTimeout(500);
    await fits(page, `the ${name} on a phone`);
    await picture(page, `crisis-closing-phone-${name}`, {fullPage: true});
  }
  await context.close();
}

await tests(() => Site.open(process.argv[2]), {
  twoFloods,
  twoCasesBecomeOne,
  lessonsAreNoted,
  crisesAreCompared,
  itIsClosed,
  onAPhone
});
