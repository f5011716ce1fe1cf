// The end of a session: warned, prolonged by one key, taken up again in the page with what was typed there.
import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {accessible, fail, faultless, fits, PHONE, picture, same, Site, tests, totp, until} from './harness.mjs';
import {asker, ofDemonstration, passwordOf} from './people.mjs';

const OFFICER = 'developpement@pays-crecois.example';
const CRECOIS = `/annuaire?territory=${encodeURIComponent('epci:247700438')}&activity=F&vue=2.9%2C48.85%2C12`;
const TYPED = 'Four banal, signalé par la mairie';

// The store is told that time has passed: seconds since each session was used, and until it ends by its age.
const AGE = `
import sqlite3, sys, time
at = lambda seconds: time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(time.time() + seconds))
with sqlite3.connect(sys.argv[1]) as store:
    store.execute("update session set seen_at = ?, expires_at = ?", (at(-float(sys.argv[2])), at(float(sys.argv[3]))))
`;
function passBy(site, unused, rest = 43200) {
  const done = spawnSync('python3', ['-c', AGE, join(site.data, 'casework.db'), String(unused), String(rest)], {
    encoding: 'utf8'
  });
  if (done.status !== 0) fail(done.stderr);
}

const dialog = (page) => page.getByRole('alertdialog');
const says = (page, title) =>
  until(async () => (await page.locator('dialog[open] h2').allInnerTexts()).at(-1) === title, `« ${title} »`);
const silent = (page) => until(async () => !(await dialog(page).count()), 'the dialog is gone');
const focused = (page) =>
  page.evaluate(() => {
    const on = document.activeElement;
    return (on.labels?.[0]?.textContent ?? on.textContent).trim();
  });
const timeLeft = async (site, page) => {
  const headers = {'X-Bassin-Unattended': '1'};
  return (await (await page.request.get(`${site.url}/api/v1/session`, {headers})).json()).time_left;
};

// A page with something typed in it, whose clock the test moves.
async function typing(site, kind, more) {
  const page = await ofDemonstration(site, OFFICER, kind, more);
  await page.clock.install();
  await page.goto(`${site.url}/fiches-locales/ajouter`);
  await page.getByLabel('Comment on la connaît').fill('vu à l’ouverture');
  await page.getByLabel('Nom', {exact: true}).fill(TYPED);
  return page;
}
async function kept(page) {
  same(await page.getByLabel('Nom', {exact: true}).inputValue(), TYPED, 'what was typed');
  same(await focused(page), 'Nom', 'where it was typed');
}

async function warnedAndProlongedByOneKey(site) {
  const page = await typing(site);
  passBy(site, 7000);
  await page.clock.fastForward(6902_000);
  await says(page, 'Votre session va se fermer');
  const text = await dialog(page).innerText();
  if (!/à \d\d:\d\d, dans [34]\u00a0minutes/.test(text)) fail(`no end in « ${text} »`);
  same(await focused(page), 'Prolonger ma session', 'the one action');
  await accessible(page, 'the warning');
  await picture(page, 'session-warning');
  await page.clock.fastForward(20_000);
  const {seconds} = await timeLeft(site, page);
  if (seconds > 200) fail(`asking has prolonged the session: ${seconds} s`);
  await page.keyboard.press('Enter');
  await silent(page);
  await kept(page);
  if ((await timeLeft(site, page)).seconds < 7100) fail('it is not prolonged');
  faultless(page, 'a warned session');
}

async function warnedAboveAnOpenDialog(site) {
  const page = await typing(site);
  await page.locator('h1').focus();
  await page.keyboard.press('?');
  await says(page, 'Raccourcis clavier');
  passBy(site, 7000);
  await page.clock.fastForward(6902_000);
  await says(page, 'Votre session va se fermer');
  await page.keyboard.press('Escape');
  await silent(page);
  if ((await timeLeft(site, page)).seconds < 7100) fail('Escape prolongs too');
  await says(page, 'Raccourcis clavier');
  same(await focused(page), 'Fermer', 'the focus in the dialog below');
  faultless(page, 'a warning above a dialog');
}

async function windowsAgree(site) {
  const page = await typing(site);
  const other = await page.context().newPage();
  await other.clock.install();
  await other.goto(`${site.url}/territoires/77142`);
  await until(() => other.getByRole('button', {name: /^Compte/}).count(), 'the other window', 40);
  await Promise.all([page.waitForResponse(/api.v1.session$/), page.clock.fastForward(6902_000)]);
  same(await dialog(page).count(), 0, 'a session that another window uses is not warned of');
  passBy(site, 7000);
  await page.clock.fastForward(6902_000);
  await other.clock.fastForward(6902_000);
  await says(page, 'Votre session va se fermer');
  await says(other, 'Votre session va se fermer');
  await other.keyboard.press('Enter');
  await silent(other);
  await page.clock.fastForward(16_000);
  await silent(page);
  await kept(page);
}

async function signInAgain(site, page) {
  same(await focused(page), 'Mot de passe', 'what is asked for');
  await page.keyboard.type(passwordOf(site));
  await page.keyboard.press('Enter');
  await silent(page);
}

async function endedAndTakenUpInThePage(site) {
  const page = await typing(site);
  passBy(site, 7300);
  await page.clock.fastForward(6902_000);
  await says(page, 'Votre session est fermée');
  await accessible(page, 'a session that has ended');
  await picture(page, 'session-ended');
  await page.keyboard.press('Escape');
  await says(page, 'Votre session est fermée');
  await page.keyboard.type('not the password');
  await page.keyboard.press('Enter');
  await until(() => dialog(page).getByRole('alert').filter({hasText: 'inconnu'}).count(), 'the refusal', 40);
  await dialog(page).getByLabel('Mot de passe').fill('');
  await signInAgain(site, page);
  await kept(page);
  await page.getByRole('combobox', {name: 'Commune'}).fill('Crécy-la');
  await until(() => page.getByRole('option', {name: /^Crécy-la-Chapelle/}).count(), 'a request is answered', 40);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('button', {name: 'Ajouter une entreprise'}).click();
  await until(
    async () =>
      (await page
        .locator('h1')
        .innerText()
        .catch(() => '')) === TYPED,
    'it is sent and kept',
    40
  );
  faultless(page, 'a session that is taken up');
}

// The window comes back; the server refuses what was asked; another account: the address stays the same, the view with it.
async function endedAndSeenByARefusal(site) {
  const page = await ofDemonstration(site, OFFICER);
  await page.goto(site.url + CRECOIS);
  await until(() => page.locator('tbody tr').count(), 'the list', 40);
  const address = page.url();
  await page.getByRole('button', {name: 'Sélections'}).click();
  passBy(site, 7300);
  await page.getByLabel('Garder la question en place sous le nom').fill('Bâtiment');
  await page.waitForTimeout(10_500);
  await page.keyboard.press('Enter');
  await says(page, 'Votre session est fermée');
  await page.getByRole('link', {name: 'Quitter la page et prendre un autre compte'}).click();
  await until(() => page.url().includes('/connexion?suite='), 'the page of sign-in');
  await page.getByLabel('Adresse électronique').fill(OFFICER);
  await page.getByLabel('Mot de passe').fill(passwordOf(site));
  await page.getByRole('button', {name: 'Se connecter'}).last().click();
  await until(() => page.url() === address, `the same address, ${address}`, 40);
  faultless(page, 'a refused request');
}

async function twelveHoursAreTheLast(site) {
  const page = await typing(site, PHONE, {colorScheme: 'dark'});
  passBy(site, 0, 200);
  await page.clock.fastForward(6902_000);
  await says(page, 'Votre session arrive à son terme');
  await accessible(page, 'the last warning');
  await fits(page, 'the last warning');
  await picture(page, 'session-last-phone');
  await page.getByRole('button', {name: 'Plus tard'}).click();
  await silent(page);
  await kept(page);
  await Promise.all([page.waitForResponse(/api.v1.session$/), page.clock.fastForward(16_000)]);
  same(await dialog(page).count(), 0, 'who has read it is left in peace');
  passBy(site, 0, 0);
  await page.clock.fastForward(16_000);
  await says(page, 'Votre session est fermée');
  await picture(page, 'session-ended-phone');
  await signInAgain(site, page);
  await kept(page);
  passBy(site, 0, 200);
  await page.clock.fastForward(6902_000);
  await says(page, 'Votre session arrive à son terme');
  await page.getByRole('button', {name: 'Me reconnecter maintenant'}).click();
  await says(page, 'Se reconnecter');
  await accessible(page, 'signing in before the end');
  await signInAgain(site, page);
  await kept(page);
  if ((await timeLeft(site, page)).most_seconds < 43_000) fail('it is not a new session');
  faultless(page, 'the last minutes');
}

async function aSecondFactorIsAskedForInThePage(site) {
  const page = await typing(site);
  const ask = asker(site, page);
  const {secret} = await ask('POST', '/api/v1/session/totp', {});
  await ask('PUT', '/api/v1/session/totp', {code: totp(secret)});
  passBy(site, 7300);
  await page.clock.fastForward(6902_000);
  await says(page, 'Votre session est fermée');
  await page.keyboard.type(passwordOf(site));
  await page.keyboard.press('Enter');
  await until(() => dialog(page).getByRole('heading', {name: 'Second facteur'}).count(), 'the code is asked for', 40);
  same(await focused(page), 'Code à 6 chiffres', 'where it is typed');
  await accessible(page, 'the second factor in a dialog');
  await page.keyboard.type(totp(secret, Date.now() + 30_000));
  await page.keyboard.press('Enter');
  await silent(page);
  await kept(page);
  faultless(page, 'a second factor in a dialog');
}

await tests(() => Site.open(process.argv[2]), {
  warnedAndProlongedByOneKey,
  warnedAboveAnOpenDialog,
  windowsAgree,
  endedAndTakenUpInThePage,
  endedAndSeenByARefusal,
  twelveHoursAreTheLast,
  aSecondFactorIsAskedForInThePage
});
