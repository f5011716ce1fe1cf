// A flood on the fictitious territory: the intercommunality opens the room and asks the CCI in, the zone makes the list, cases are given
// in hand, two agents want to call the same business, and the figures tell it.
import {accessible, faultless, fits, PHONE, picture, same, Site, tests, until} from './harness.mjs';
import {CHAMBERS, signedConvention} from './conventions.mjs';

const button = (page, name) => page.getByRole('button', {name, exact: true});
const dialog = (page) => page.getByRole('dialog');
const part = (page, name) => page.getByRole('region', {name});
const TITLE = 'Crue du Grand Morin';

async function theRoomIsOpened(site) {
  await signedConvention(site);
  const page = site.coordinator;
  await page.goto(`${site.url}/crises`);
  await until(() => page.getByRole('heading', {name: 'Aucune crise.'}).count(), 'there is none');
  await button(page, 'Ouvrir une crise').click();
  await dialog(page).getByLabel('Nom').fill(TITLE);
  await dialog(page).getByLabel('Ce que l’on sait').fill('Débordement à Couilly-Pont-aux-Dames depuis six heures.');
  await accessible(page, 'the form of a crisis');
  await button(dialog(page), 'Ouvrir une crise').click();
  await until(() => /\/crises\/[0-9a-f-]{36}$/.test(page.url()), 'the room');
  site.room = page.url();
  await until(() => page.getByRole('heading', {name: TITLE}).count(), 'its name');
  await page.getByLabel('Inviter un partenaire').selectOption({label: CHAMBERS[0]});
  await button(page, 'Inviter').click();
  await until(() => page.getByText('Invitation faite.').count(), 'it is said');
  faultless(page, 'the room');
}

async function thePartnerJoins(site) {
  const page = site.chamber;
  await page.goto(`${site.url}/crises`);
  await page.getByRole('link', {name: TITLE}).click();
  await button(page, 'Entrer dans la salle').click();
  await until(() => page.getByText('Votre organisation est entrée dans la salle.').count(), 'it is in');
  faultless(page, 'joining');
}

async function theZoneMakesTheList(site) {
  const page = site.coordinator;
  await page.goto(site.room);
  await page.getByRole('link', {name: 'Dessiner la zone'}).first().click();
  await until(() => button(page, 'Poser un sommet au milieu').count(), 'the map', 60);
  await picture(page, 'crisis-zone', {fullPage: true});
  // By plain presses: corners in the middle of the map, which its arrows move.
  const put = button(page, 'Poser un sommet au milieu');
  const canvas = page.locator('canvas');
  const move = async (key, times) => {
    await canvas.focus();
    for (let at = 0; at < times; at += 1) {
      await page.keyboard.press(key);
      await page.waitForTimeout(350);
    }
  };
  await put.click();
  await move('ArrowRight', 1);
  await put.click();
  await move('ArrowDown', 1);
  await put.click();
  await button(page, 'Terminer').click();
  await until(() => page.getByText(/Contour fermé/).count(), 'the outline is closed');
  await page.getByLabel('D’où elle vient').fill('relevé des pompiers');
  await button(page, 'Voir ce qu’elle tient').click();
  await until(() => page.getByText(/établissements? dedans/).count(), 'what it holds');
  // The commune where the water is, whole.
  await page.getByLabel('Des communes entières').check();
  await page.getByRole('combobox', {name: 'Ajouter une commune'}).fill('Couilly');
  await page.getByRole('listbox', {name: 'Ajouter une commune'}).getByRole('option').first().click();
  await button(page, 'Voir ce qu’elle tient').click();
  await until(() => page.getByRole('table').count(), 'its communes');
  await accessible(page, 'the zone');
  await button(page, 'Faire la liste').click();
  await until(() => page.url().endsWith('/liste'), 'the list');
  await until(() => page.getByText(/Liste faite/).count(), 'it is said');
  await until(() => page.locator('tbody tr').count(), 'its rows');
  await accessible(page, 'the list');
  await picture(page, 'crisis-list', {fullPage: true});
  faultless(page, 'the zone');
}

async function casesAreGivenInHand(site) {
  const page = site.coordinator;
  const boxes = page.getByRole('checkbox', {name: /^Choisir (?!toute)/});
  for (const at of [0, 1, 2]) await boxes.nth(at).check();
  await page.getByLabel('Confier à').selectOption({label: CHAMBERS[0]});
  await button(page, 'Confier').click();
  await until(() => page.getByText('3 fiches confiées.').count(), 'given');
  await page.getByLabel('En charge').selectOption({label: CHAMBERS[0]});
  await until(() => page.getByText(/·\s3\sentreprises/).count(), 'what the chamber has');
  same(new URL(page.url()).searchParams.has('organisation'), true, 'the filter stands in the address');
  site.first = await page.locator('tbody th a').first().getAttribute('href');
  faultless(page, 'giving in hand');
}

async function twoWantToCallTheSame(site) {
  const [one, other] = [site.chamber, site.coordinator];
  for (const page of [one, other]) {
    await page.goto(site.url + site.first);
    await until(() => button(page, 'Je l’appelle').count(), 'the case');
  }
  await button(one, 'Je l’appelle').click();
  await until(() => one.getByText(/Vous êtes en ligne jusqu’à/).count(), 'it has the line');
  await button(other, 'Je l’appelle').click();
  await until(() => other.getByText(/est en ligne avec/).count(), 'the other is told who has it');
  await until(async () => !(await button(other, 'Enregistrer').count()), 'nothing is written meanwhile');
  await one.getByLabel('État').selectOption({label: 'jointe'});
  await one.getByLabel('fermé', {exact: true}).check();
  await one.getByLabel('Urgence').selectOption({label: '2, activité arrêtée'});
  await button(one, 'Enregistrer').click();
  await until(() => one.getByText('potentielle → jointe').count(), 'the step');
  await accessible(one, 'a case');
  await picture(one, 'crisis-case', {fullPage: true});
  await button(one, 'J’ai raccroché').click();
  await until(() => button(one, 'Je l’appelle').count(), 'the line is free');
  // Back at the beginning, which wants a reason.
  await one.getByLabel('État').selectOption({label: 'potentielle'});
  await one.getByLabel('Pourquoi revenir en arrière').fill('mauvaise enseigne');
  await button(one, 'Enregistrer').click();
  await until(() => one.getByText('mauvaise enseigne').count(), 'why');
  for (const page of [one, other]) faultless(page, 'the line');
}

async function itsRightsAreTold(site) {
  const page = site.chamber;
  const rights = part(page, 'Droits et échéances');
  await until(() => rights.getByRole('table').count(), 'what is open to it');
  await rights.getByLabel('Assurée contre les dommages').selectOption({label: 'oui'});
  await until(() => rights.getByText('dit à un agent').count(), 'who said it');
  for (const [value, label] of [
    ['no', 'non'],
    ['unknown', 'inconnu'],
    ['yes', 'oui']
  ]) {
    await rights.getByLabel('Assurée contre les dommages').selectOption({label});
    await until(async () => (await rights.getByLabel('Assurée contre les dommages').inputValue()) === value, 'it may change');
    await page.waitForTimeout(300);
  }
  same(await rights.getByText('Quelqu’un d’autre').count(), 0, 'nothing was refused');
  await rights.getByRole('button', {name: /^Noter comme demandé : Report ou remise d’impôts/}).click();
  await until(() => rights.getByText(/demandé le /).count(), 'it is noted');
  await accessible(page, 'the rights of a case');
  await picture(page, 'crisis-rights', {fullPage: true});
  faultless(page, 'the rights of a case');
}

async function theFiguresTellIt(site) {
  const page = site.coordinator;
  await page.goto(site.room);
  await until(() => part(page, 'Situation').getByRole('table', {name: 'Par commune'}).count(), 'the figures');
  const row = part(page, 'Situation').getByRole('row', {name: new RegExp(CHAMBERS[0])});
  same((await row.innerText()).includes('3'), true, 'what the CCI has in hand');
  same(
    (await part(page, 'Situation')
      .getByText(/fermées/)
      .count()) > 0,
    true,
    'one is closed'
  );
  await accessible(page, 'the room with figures');
  await picture(page, 'crisis-room', {fullPage: true});
  faultless(page, 'the figures');
}

async function aReportIsIssued(site) {
  const page = site.coordinator;
  await page.goto(site.room);
  await button(page, 'Émettre un point de situation').click();
  await dialog(page).getByLabel('Ce que les chiffres ne disent pas').fill('Décrue amorcée à Couilly.');
  await accessible(page, 'issuing a report');
  await button(dialog(page), 'Émettre un point de situation').click();
  await until(() => page.getByRole('heading', {name: /Point de situation n°\s1/}).count(), 'the report');
  await until(() => page.getByRole('row', {name: /^fermées 1/}).count(), 'one is closed');
  await accessible(page, 'a report');
  await picture(page, 'crisis-report', {fullPage: true});
  await button(page, 'Version pour tous').click();
  await until(() => page.getByRole('row', {name: /^fermées 0/}).count(), 'and is rounded for all');
  faultless(page, 'a report');
}

async function onAPhone(site) {
  const context = await site.browser.newContext({
    ...PHONE,
    locale: 'fr-FR',
    storageState: await site.coordinator.context().storageState()
  });
  const page = await context.newPage();
  for (const path of ['', '/liste', '/zone', '/points/1']) {
    await page.goto(site.room + path);
    await until(() => page.getByRole('heading', {level: 1}).count(), path);
    await page.waitForTimeout(500);
    await fits(page, `the room on a phone${path}`);
    if (path === '/zone')
      same(await page.getByRole('radio', {name: /restent sur la liste/}).isChecked(), true, 'nobody is dropped unasked');
    await picture(page, `crisis-phone${path.replaceAll('/', '-')}`, {fullPage: true});
  }
  await page.goto(site.url + site.first);
  await until(() => page.getByRole('heading', {name: 'Appel'}).count(), 'a case');
  await fits(page, 'a case on a phone');
  await picture(page, 'crisis-phone-case', {fullPage: true});
  await context.close();
}

await tests(() => Site.open(process.argv[2]), {
  theRoomIsOpened,
  thePartnerJoins,
  theZoneMakesTheList,
  casesAreGivenInHand,
  twoWantToCallTheSame,
  itsRightsAreTold,
  theFiguresTellIt,
  aReportIsIssued,
  onAPhone
});
