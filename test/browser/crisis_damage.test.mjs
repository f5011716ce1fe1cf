// Damage reports on the screen: the public form is opened, owners send theirs from a phone of 360 pixels, also where the network
// fails, an agent says whose they are, and notes one on a case.
import {accessible, faultless, fits, PHONE, picture, same, Site, tests, until} from './harness.mjs';
import {asker} from './people.mjs';
import {button, CHAMBERS, dialog, part, signedConvention} from './conventions.mjs';

const COUILLY = '77128';
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64'
);
const TITLE = 'Crue du Grand Morin';

async function room(site, ask, exercise) {
  const made = await ask('POST', '/api/v1/crises', {
    kind: 'flood',
    title: exercise ? 'Crue rejouée' : TITLE,
    beganAt: new Date(Date.now() - 86_400_000).toISOString(),
    exercise
  });
  await ask('POST', `/api/v1/crises/${made.id}/zones`, {source: 'communes', communes: [COUILLY], field: 'all'});
  return made.id;
}

async function theRoomIsThere(site) {
  await signedConvention(site);
  site.ask = asker(site, site.coordinator);
  site.id = await room(site, site.ask, false);
  site.room = `${site.url}/crises/${site.id}`;
  const {organisations} = await site.ask('GET', '/api/v1/conventions/partners');
  const cci = organisations.find((one) => one.name === CHAMBERS[0]);
  await site.ask('POST', `/api/v1/crises/${site.id}/members`, {organisation: cci.id});
  await asker(site, site.chamber)('POST', `/api/v1/crises/${site.id}/membership`, {joined: true});
  const {cases} = await site.ask('GET', `/api/v1/crises/${site.id}/cases?limit=500`);
  site.cases = cases.filter((one) => one.row?.name?.text && one.row.address?.text && !one.row.local);
}

async function theFormIsOpened(site) {
  const page = site.coordinator;
  await page.goto(site.room);
  const form = part(page, 'Formulaire public');
  await until(() => form.getByText('pas encore été ouvert').count(), 'there is none');
  await button(form, 'Ouvrir le formulaire').click();
  same(await dialog(page).getByLabel('Titre que lisent les exploitants').inputValue(), TITLE, 'the title of the crisis');
  await accessible(page, 'opening the form');
  await button(dialog(page), 'Ouvrir le formulaire').click();
  await until(() => form.getByText('Le formulaire est ouvert.').count(), 'it is said');
  const link = await form.getByRole('link', {name: /\/sinistre\//}).getAttribute('href');
  site.code = link.split('/').at(-1);
  same(link, `${site.url}/sinistre/${site.code}`, 'its address');
  same(/^[A-Z]{8}$/.test(site.code), true, 'eight letters');
  await accessible(page, 'the room with its form');
  await picture(page, 'crisis-form', {fullPage: true});
  await form.getByRole('link', {name: 'Affiche à imprimer'}).click();
  await until(() => page.getByRole('heading', {name: 'Votre entreprise a été touchée ?'}).count(), 'the poster');
  same((await page.getByRole('article').innerText()).replace(/\s/g, '').includes(site.code), true, 'its code');
  await page.getByRole('img', {name: /Code à photographier/}).waitFor();
  await accessible(page, 'the poster');
  await picture(page, 'crisis-poster', {fullPage: true});
  faultless(page, 'the form of a room');
}

async function aPhone(site) {
  const page = await site.page(PHONE);
  await page.goto(`${site.url}/sinistre`);
  await page.getByLabel('Code').fill('bbbb-bbbb');
  await button(page, 'Continuer').click();
  await until(() => page.getByText('Aucun formulaire n’est ouvert sous ce code.').count(), 'no such code');
  await page.getByLabel('Code').fill(`${site.code.slice(0, 4).toLowerCase()} ${site.code.slice(4)}`);
  await button(page, 'Continuer').click();
  await until(() => page.getByRole('heading', {name: TITLE}).count(), 'the form');
  return page;
}

const group = (page, name) => page.getByRole('group', {name, exact: true});
const waiting = async (site) => (await site.ask('GET', `/api/v1/crises/${site.id}/damage-reports`)).counts;

// The first answers never come back, though the server has stored the report; then the network is gone; then it is back.
async function anOwnerReports(site) {
  const page = await aPhone(site);
  const one = site.cases[1].row;
  site.owned = {case: site.cases[1].id, name: one.name.text};
  await fits(page, 'the form on a phone');
  await accessible(page, 'the form on a phone');
  await picture(page, 'sinistre-phone', {fullPage: true});
  await button(page, 'Envoyer').click();
  same(await page.getByLabel(/^Nom ou enseigne/).evaluate((it) => it.validity.valueMissing), true, 'nobody was named');
  await page.getByLabel(/^Nom ou enseigne/).fill(' ');
  await button(page, 'Envoyer').click();
  await until(() => page.getByText('Répondez à une question au moins.').count(), 'nothing was said');
  await group(page, 'Votre activité, en ce moment').getByLabel('fermé').check();
  await button(page, 'Envoyer').click();
  await until(() => page.getByText(/Dites de quelle entreprise/).count(), 'a blank is no name');
  await page.getByLabel(/^Nom ou enseigne/).fill(one.name.text);
  await page.getByLabel(/^Adresse et commune/).fill(`${one.address.text}, ${one.postalCode.text} Couilly-Pont-aux-Dames`);
  await page.getByLabel(/^Votre nom/).fill('Camille Exemple');
  await page.getByLabel(/^SIRET/).fill('123');
  await button(page, 'Envoyer').click();
  same(await page.getByLabel(/^SIRET/).evaluate((it) => it.validity.valid), false, 'no SIRET');
  await page.getByLabel(/^SIRET/).fill('');
  await group(page, 'Jusqu’où l’eau est-elle montée dans vos locaux ?').getByRole('textbox').fill('120');
  await group(page, 'À quel numéro vous rappeler ?').getByRole('textbox').fill('01 64 63 77 00');
  await group(page, 'De quoi avez-vous besoin d’abord ?').getByLabel('je préfère ne pas le dire').check();
  await page.getByText('En dire plus (5 minutes, facultatif)').click();
  const damage = group(page, 'Qu’est-ce qui est abîmé ou perdu ?');
  await damage.getByLabel('Stock', {exact: true}).selectOption({label: 'de 5\u202f000 à 20\u202f000\u00a0€'});
  await damage.getByLabel('Matériel', {exact: true}).selectOption({label: 'montant exact…'});
  await damage.getByLabel('Montant en euros, Matériel').fill('8 000');
  await group(page, 'Chiffre d’affaires perdu').getByRole('combobox').first().selectOption({label: 'je ne sais pas'});
  await group(page, 'L’électricité').getByLabel('dangereux').check();
  await page.getByText('Qui lira cela, pourquoi, combien de temps').click();
  await until(() => page.getByText(/Cinq ans après la fin de la crise/).count(), 'for how long');
  await fits(page, 'the whole form on a phone');
  await accessible(page, 'the whole form');
  await picture(page, 'sinistre-phone-filled', {fullPage: true});
  // What was begun survives the page.
  await page.waitForTimeout(500);
  await page.reload();
  await until(() => page.getByText('Ce que vous aviez commencé a été gardé dans cet onglet.').count(), 'it was kept');
  same(await page.getByLabel(/^Nom ou enseigne/).inputValue(), one.name.text, 'the name was kept');
  let sent = 0;
  await page.route('**/damage-forms/*/reports', async (route) => {
    sent += 1;
    if (sent === 1) await route.fetch();
    await (sent <= 2 ? route.abort() : route.continue());
  });
  await button(page, 'Envoyer').click();
  await until(() => page.getByText(/Pas encore parti/).count(), 'it is told that it has not arrived', 30);
  await accessible(page, 'a report that waits');
  await picture(page, 'sinistre-waiting', {fullPage: true});
  await button(page, 'Essayer maintenant').click();
  await until(() => sent === 2, 'tried again');
  await until(() => button(page, 'Essayer maintenant').count(), 'and refused again');
  await page.reload();
  await until(() => page.getByText('Un signalement de cet appareil n’a pas été confirmé.').count(), 'the next day');
  await accessible(page, 'a report that was not confirmed');
  await picture(page, 'sinistre-pending', {fullPage: true});
  await button(page, 'L’envoyer de nouveau').click();
  await until(() => page.getByRole('heading', {name: 'Votre signalement est arrivé.'}).count(), 'it arrived', 30);
  same(sent, 3, 'sent three times');
  same(await waiting(site), {waiting: 1, matched: 0, setAside: 0}, 'stored once');
  await page.locator('input[type=file]').setInputFiles([
    {name: 'rayon.png', mimeType: 'image/png', buffer: PIXEL},
    {name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture')}
  ]);
  await until(() => page.getByText('1 sur 2 arrivées.').count(), 'the photo arrived');
  await until(() => page.getByText(/pas une photo lisible/).count(), 'the other is none');
  await accessible(page, 'what happens next');
  await fits(page, 'what happens next');
  await picture(page, 'sinistre-received', {fullPage: true});
  await page.reload();
  await until(() => page.getByRole('heading', {name: TITLE}).count(), 'the form again');
  same(await page.getByLabel(/^Nom ou enseigne/).inputValue(), '', 'nothing of it stays on the phone');
  same(await page.getByText('n’a pas été confirmé').count(), 0, 'and nothing waits');
  page.faults = page.faults.filter((text) => !text.includes('net::ERR_FAILED'));
  faultless(page, 'an owner who reports');
  await page.context().close();
}

// Found by its name in a register that is public, it goes to its case by itself. By keys alone.
async function anotherByItsNumber(site) {
  const page = await aPhone(site);
  const one = site.cases[2];
  const look = page.getByRole('combobox', {name: 'La retrouver par son nom'});
  await look.fill(one.business);
  await until(() => page.getByRole('listbox').getByRole('option').count(), 'it is found');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  same((await page.getByLabel(/^SIRET/).inputValue()).replace(/\D/g, ''), one.business, 'its number');
  await group(page, 'Tout le monde est-il en sécurité ?').getByLabel('oui', {exact: true}).focus();
  await page.keyboard.press('Space');
  await button(page, 'Envoyer').focus();
  await page.keyboard.press('Enter');
  await until(() => page.getByRole('heading', {name: 'Votre signalement est arrivé.'}).count(), 'it arrived', 30);
  same(await waiting(site), {waiting: 1, matched: 1, setAside: 0}, 'it is matched');
  faultless(page, 'an owner with a number');
  await page.context().close();
}

async function anAgentSaysWhoseItIs(site) {
  const page = site.coordinator;
  await page.goto(site.room);
  await part(page, 'Formulaire public').getByRole('link', {name: 'Voir les signalements'}).click();
  await until(() => page.getByRole('heading', {name: 'Signalements reçus'}).count(), 'the reports');
  await until(() => button(page, 'À rapprocher (1)').count(), 'one waits');
  await button(page, 'Chercher de qui il s’agit').click();
  const it = button(page, `C’est elle : ${site.owned.name}`.replace(' :', '\u00a0:'));
  await until(() => it.count(), 'it is proposed');
  const why = (await page.getByRole('listitem').filter({has: it}).last().innerText()).split('\n').at(-2);
  same(why, 'nom proche · même adresse · dans la liste', 'and why');
  await accessible(page, 'reports that wait');
  await picture(page, 'crisis-reports', {fullPage: true});
  await it.click();
  await until(() => page.getByText('Signalement rapproché.').count(), 'it is said');
  await until(() => page.getByText('Aucun signalement n’attend.').count(), 'none waits');
  await button(page, 'Rapprochés (2)').click();
  await until(() => page.getByText('Rapproché seul par son SIRET.').count(), 'the other was matched by itself');
  await page.getByLabel('Origine').selectOption({label: 'sur place'});
  await until(() => page.getByText('Aucun signalement n’est rapproché.').count(), 'none from the field');
  same(new URL(page.url()).searchParams.get('source'), 'field', 'the filter stands in the address');
  await page.getByLabel('Origine').selectOption({label: 'toutes'});
  await page.getByRole('link', {name: site.owned.name}).first().click();
  await until(() => page.getByRole('heading', {name: 'Signalements de dommages'}).count(), 'its case');
  const damage = part(page, 'Signalements de dommages');
  await until(() => damage.getByRole('row', {name: /^Hauteur d’eau 120\scm par l’exploitant/}).count(), 'what is known');
  await damage.getByRole('row', {name: /^Besoin le plus pressant refus de dire/}).waitFor();
  await damage.getByRole('row', {name: /^Dommages, Matériel 8\s000\s€ \(estimation\)/}).waitFor();
  await damage.locator('summary').filter({hasText: 'par l’exploitant'}).click();
  const photo = damage.getByRole('list', {name: 'Photos et pièces du signalement'}).locator('img');
  await until(() => photo.evaluateAll((all) => all.length === 1 && all[0].naturalWidth > 0), 'the owner’s photo is seen');
  await picture(page, 'crisis-case-photo', {fullPage: true});
  faultless(page, 'matching');
}

async function anAgentNotesOne(site) {
  const page = site.coordinator;
  const path = `/api/v1/crises/${site.id}/damage-reports`;
  const damage = part(page, 'Signalements de dommages');
  await button(damage, 'Noter un signalement').click();
  await group(damage, 'Activité').getByLabel('en partie').check();
  await group(damage, 'Personnes en sécurité').getByLabel('ne sait pas').check();
  await damage.getByText('Aides', {exact: true}).click();
  const asked = group(damage, 'Aides demandées');
  await asked.getByLabel('Ajouter une ligne, Aides demandées').selectOption({label: 'Commune'});
  await accessible(page, 'noting a report');
  await picture(page, 'crisis-note', {fullPage: true});
  let body = null;
  const lose = async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    body = route.request().postDataJSON();
    await route.fetch();
    await route.abort();
  };
  await page.route(`**${path}`, lose);
  await button(damage, 'Envoyer le signalement').click();
  await until(() => damage.getByText(/Le signalement n’est pas parti/).count(), 'the answer was lost');
  await page.unroute(`**${path}`, lose);
  await button(damage, 'Envoyer de nouveau').click();
  await until(() => damage.getByText('Signalement reçu.').count(), 'it is received');
  const ten = await Promise.all(Array.from({length: 10}, () => site.ask('POST', path, body)));
  same(new Set(ten.map((one) => `${one.id} ${one.receivedAt}`)).size, 1, 'the same answer ten times');
  await page.reload();
  await until(() => damage.getByRole('row', {name: /^Activité en partie au téléphone/}).count(), 'what holds now');
  await damage.getByRole('row', {name: /^Aides demandées, Commune demandé/}).waitFor();
  same(await damage.getByRole('listitem').count(), 2, 'stored once, beside the owner’s');
  same((await damage.getByRole('listitem').first().innerText()).startsWith('au téléphone'), true, 'the newest first');
  await until(() => page.getByText('potentielle → signalée').count(), 'the case follows');
  await damage.getByRole('listitem').first().locator('summary').click();
  await accessible(page, 'a case with reports');
  await picture(page, 'crisis-case-reports', {fullPage: true});
  page.faults = page.faults.filter((text) => !text.includes('net::ERR_FAILED'));
  faultless(page, 'noting a report');
}

async function photosFollowTheReport(site) {
  const page = site.coordinator;
  const newest = part(page, 'Signalements de dommages').getByRole('listitem').first();
  let tries = 0;
  await page.route('**/api/v1/documents/damage_report/**', async (route) => {
    if (tries++ > 0) return route.continue();
    await route.fetch();
    await route.abort();
  });
  await newest.locator('input[type=file]').setInputFiles([
    {name: 'rayon.png', mimeType: 'image/png', buffer: PIXEL},
    {name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture')}
  ]);
  await until(() => newest.getByText(/1.fichier n’est pas une image/).count(), 'the other is none');
  await button(newest, 'Envoyer 1\u00a0photo de nouveau').click();
  await until(() => newest.getByRole('img').count(), 'the photo stands with its report');
  await page.unroute('**/api/v1/documents/damage_report/**');
  same(await newest.getByRole('img').count(), 1, 'kept once');
  await accessible(page, 'photos of a report');
  await picture(page, 'crisis-report-photos', {fullPage: true});
  page.faults = page.faults.filter((text) => !text.includes('net::ERR_FAILED'));
  faultless(page, 'photos of a report');
}

async function itsDaysAreNoted(site) {
  const page = site.coordinator;
  const rights = part(page, 'Droits et échéances');
  const before = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
  for (const label of ['Jour où elle a été touchée', 'Premier jour sans travail possible']) {
    await rights.getByRole('textbox', {name: label}).fill(before);
    await button(rights, `Noter\u00a0: ${label}`).click();
    await until(() => rights.getByText('Jour noté.').count(), label);
    await until(async () => !(await button(rights, `Noter\u00a0: ${label}`).count()), 'nothing is left to note');
  }
  const told = await site.ask('GET', `/api/v1/crisis-cases/${site.owned.case}/rights`);
  same([told.hitOn, told.hitOnSaid, told.standstillOn], [before, true, before], 'both days');
  await accessible(page, 'the days of a case');
  await picture(page, 'crisis-days', {fullPage: true});
  faultless(page, 'the days');
}

async function oneIsSetAside(site) {
  const page = site.coordinator;
  await site.ask('POST', `/api/v1/crises/${site.id}/damage-reports`, {
    id: crypto.randomUUID(),
    source: 'field',
    seenAt: new Date().toISOString(),
    typed: {name: 'Introuvable Qzx'},
    answers: [{question: 'trading', standing: 'given', value: 'closed'}]
  });
  await page.goto(`${site.room}/signalements`);
  await until(() => page.getByRole('heading', {name: 'Introuvable Qzx'}).count(), 'it waits');
  await button(page, 'Écarter').click();
  await dialog(page).getByLabel('Pourquoi').fill('Hors de la crue.');
  await accessible(page, 'setting aside');
  await button(dialog(page), 'Écarter').click();
  await until(() => page.getByText('Signalement écarté.').count(), 'it is said');
  await button(page, 'Écartés (1)').click();
  await until(() => page.getByText(/Hors de la crue\./).count(), 'why');
  faultless(page, 'setting aside');
}

async function anExerciseSaysSo(site) {
  const id = await room(site, site.ask, true);
  const {code} = await site.ask('PUT', `/api/v1/crises/${id}/form`, {title: 'Crue rejouée'});
  const page = await site.page(PHONE);
  await page.goto(`${site.url}/sinistre/${code}`);
  await until(() => page.getByText(/rien de ceci n’est réel/).count(), 'it is marked');
  await page.evaluate(() => localStorage.setItem('bassin.language', 'en'));
  await page.reload();
  await until(() => page.getByRole('group', {name: 'Is everybody safe?'}).count(), 'in English');
  await fits(page, 'the form in English');
  await accessible(page, 'the form of an exercise');
  await picture(page, 'sinistre-exercise', {fullPage: true});
  faultless(page, 'an exercise');
  await page.context().close();
}

await tests(() => Site.open(process.argv[2]), {
  theRoomIsThere,
  theFormIsOpened,
  anOwnerReports,
  anotherByItsNumber,
  anAgentSaysWhoseItIs,
  anAgentNotesOne,
  photosFollowTheReport,
  itsDaysAreNoted,
  oneIsSetAside,
  anExerciseSaysSo
});
