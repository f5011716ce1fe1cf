// Who signs in, for the tests that need somebody: the first run by the API, and the accounts of the demonstration.
import {fail, run, totp, until} from './harness.mjs';

const AGENT = {name: 'Alix Martin', email: 'a.martin@example.org', password: 'trois saules au bord du Morin'};

export function setupCode(site) {
  const line = site
    .said()
    .split('\n')
    .find((one) => /code/i.test(one));
  return /\b([A-Z0-9]{4,}(?:-[A-Z0-9]{4,})+)\b/i.exec(line ?? '')?.[1] ?? fail(`no code in ${site.said()}`);
}

// Asks the API as the person of the page.
export function asker(site, page) {
  return async (method, path, data) => {
    const session = await (await page.request.get(`${site.url}/api/v1/session`)).json();
    const headers = session.token ? {'X-Bassin-Token': session.token} : {};
    const answer = await page.request.fetch(site.url + path, {method, data, headers});
    if (!answer.ok()) fail(`${method} ${path}: ${await answer.text()}`);
    return answer.json();
  };
}

// The administrator who also runs the installation: the first run by the API, then the notice on the screen. `page`: signed in, at
// the page where one arrives.
export async function firstAdministrator(site, kind, more) {
  const page = await site.page(kind, more);
  const ask = asker(site, page);
  const organisation = {name: 'Pays Créçois', kind: 'intercommunality', territory: '247700438'};
  await ask('POST', '/api/v1/setup', {code: setupCode(site), organisation, agent: AGENT});
  const {secret} = await ask('POST', '/api/v1/session/totp', {});
  await ask('PUT', '/api/v1/session/totp', {code: totp(secret)});
  await page.goto(`${site.url}/connexion`);
  await page.getByRole('button', {name: 'Je m’engage à le respecter'}).click();
  await until(async () => !page.url().includes('/connexion'), 'the page where one arrives', 40);
  return page;
}

const passwords = new Map();

// Of every account of the demonstration, which is made when it is first asked for; with a year of work where `site.withWork` says so.
export function passwordOf(site) {
  if (!passwords.has(site)) {
    const made = JSON.parse(
      run(site.binary, 'demonstration', '--data', site.data, '--json', ...(site.withWork ? ['--with-work'] : []))
    );
    passwords.set(site, made.password);
  }
  return passwords.get(site);
}

// An account of the demonstration, by its address, signed in on the screen.
export async function ofDemonstration(site, email, kind, more) {
  const password = passwordOf(site);
  const page = await site.page(kind, more);
  await page.goto(`${site.url}/connexion`);
  await page.getByLabel('Adresse électronique').fill(email);
  await page.getByLabel('Mot de passe').fill(password);
  await page.getByRole('button', {name: 'Se connecter'}).click();
  await until(async () => !(await page.getByLabel('Mot de passe').count()), 'the password is taken', 40);
  const notice = page.getByRole('button', {name: 'Je m’engage à le respecter'});
  await until(async () => (await notice.count()) || !page.url().includes('/connexion'), 'the notice or the way on', 40);
  if (await notice.count()) await notice.click();
  await until(async () => !page.url().includes('/connexion'), 'the page where one arrives', 40);
  return page;
}
