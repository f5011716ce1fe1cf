// The first run in a browser, sign-in with its second factor and its notice, what a stranger is shown.
import {accessible, fail, faultless, PHONE, picture, same, Site, tests, totp, until} from './harness.mjs';

const PASSWORD = 'trois saules au bord du Morin';
const person = {email: 'a.martin@example.org', name: 'Alix Martin', secret: '', recovery: []};

const heading = (page) =>
  page
    .locator('h1')
    .innerText()
    .catch(() => '');
const comes = (page, title) => until(async () => (await heading(page)) === title, `the page « ${title} »`, 40);

async function aStrangerIsLedToTheFirstRun(site) {
  const page = await site.page();
  await page.goto(`${site.url}/connexion`);
  await comes(page, 'Première mise en service');
  await accessible(page, 'the first run');
  await picture(page, 'first-run', {fullPage: true});
  faultless(page, 'the first run');
}

async function firstRun(site) {
  const page = await site.page();
  await page.goto(`${site.url}/installation`);
  await comes(page, 'Première mise en service');
  await page.getByLabel('Nom', {exact: true}).fill('Pays Créçois');
  await page.getByLabel('Territoire').fill('247700438');
  await page.getByLabel('Prénom et nom').fill(person.name);
  await page.getByLabel('Adresse électronique').fill(person.email);
  await page.getByLabel('Mot de passe').fill(PASSWORD);
  await page.getByLabel('Code d’installation').fill('not-the-code');
  await page.getByRole('button', {name: 'Mettre en service'}).click();
  await until(() => page.getByRole('alert').filter({hasText: 'code'}).count(), 'the refusal', 40);
  same(await page.getByLabel('Prénom et nom').inputValue(), person.name, 'what was typed stays');
  await accessible(page, 'a refused form');
  const code =
    /\b([A-Z0-9]{4,}(?:-[A-Z0-9]{4,})+)\b/i.exec(
      site
        .said()
        .split('\n')
        .find((line) => /code/i.test(line)) ?? ''
    )?.[1] ?? fail(`no code in ${site.said()}`);
  await page.getByLabel('Code d’installation').fill(code);
  await page.getByRole('button', {name: 'Mettre en service'}).click();
  await comes(page, 'Ajouter un second facteur');
  await accessible(page, 'a second factor');
  await picture(page, 'second-factor');
  person.secret = (await page.locator('code').innerText()).replace(/\s/g, '');
  await page.getByLabel('Premier code affiché').fill(totp(person.secret));
  await page.getByRole('button', {name: 'Vérifier'}).click();
  await comes(page, 'Codes de secours');
  person.recovery = await page.locator('.codes li').allInnerTexts();
  same(new Set(person.recovery).size, 10, 'codes of recovery');
  await accessible(page, 'codes of recovery');
  await page.getByRole('button', {name: 'Je les ai notés'}).click();
  await comes(page, 'Engagement de confidentialité');
  await accessible(page, 'the notice');
  await picture(page, 'notice');
  await page.getByRole('button', {name: 'Je m’engage à le respecter'}).click();
  await until(() => page.url().includes('/annuaire'), 'the directory', 40);
  await until(() => page.locator('tbody tr').count(), 'its rows');
  await page.getByRole('link', {name: 'Organisation'}).click();
  await until(() => page.getByRole('heading', {name: 'Partenaires'}).count(), 'the organisation');
  await page.getByLabel('Nom du partenaire').fill('CCI de Seine-et-Marne');
  await page.getByRole('button', {name: 'Ajouter le partenaire'}).click();
  await until(() => page.getByRole('rowheader', {name: /CCI de Seine-et-Marne/}).count(), 'the partner', 40);
  await page.getByLabel('Nom de l’équipe').fill('Commerce');
  await page.getByRole('button', {name: 'Ajouter l’équipe'}).click();
  await until(() => page.getByRole('rowheader', {name: 'Commerce'}).count(), 'the team', 40);
  await accessible(page, 'the organisation');
  await picture(page, 'organisation', {fullPage: true});
  await page
    .getByRole('button', {name: /Noter une absence/})
    .first()
    .click();
  await page.getByLabel(/^Du /).fill('2026-12-20');
  await page.getByLabel(/^Au /).fill('2027-01-03');
  await accessible(page, 'an absence');
  await page.getByRole('button', {name: 'Enregistrer'}).click();
  await until(() => page.getByText('20/12/2026').count(), 'the absence', 40);
  await page.getByRole('link', {name: 'Journal'}).click();
  await until(() => page.locator('tbody tr').count(), 'the journal', 40);
  await accessible(page, 'the journal');
  await picture(page, 'journal');
  await page.getByRole('button', {name: /^Compte/}).click();
  await accessible(page, 'the menu of an agent');
  await page.getByRole('button', {name: 'Se déconnecter'}).click();
  await comes(page, 'Connexion');
  faultless(page, 'the first run');
}

async function signIn(site) {
  const page = await site.page(PHONE);
  await page.goto(`${site.url}/connexion?suite=${encodeURIComponent('/annuaire?territory=77142&field=employers')}`);
  await comes(page, 'Connexion');
  await accessible(page, 'sign-in');
  await picture(page, 'sign-in-phone');
  await page.getByLabel('Adresse électronique').fill(person.email);
  await page.getByLabel('Mot de passe').fill('not the password');
  await page.getByRole('button', {name: 'Se connecter'}).click();
  await until(() => page.getByRole('alert').filter({hasText: 'inconnu'}).count(), 'the refusal', 40);
  await page.getByLabel('Mot de passe').fill(PASSWORD);
  await page.getByRole('button', {name: 'Se connecter'}).click();
  await comes(page, 'Second facteur');
  await accessible(page, 'the second factor');
  await page.getByLabel('Code à 6 chiffres').fill(person.recovery[0]);
  await page.getByRole('button', {name: 'Vérifier'}).click();
  await until(
    () => page.url().endsWith('/annuaire?territory=77142&field=employers'),
    `where one wanted to go, not ${page.url()}`,
    10
  ).catch(async (e) => fail(`${e.message} ${page.url()} ${await page.locator('main').innerText()}`));
  faultless(page, 'sign-in');
}

async function nobodyIsSentElsewhere(site) {
  const page = await site.page();
  await page.goto(`${site.url}/connexion?suite=//example.org/a`);
  await comes(page, 'Connexion');
  await page.getByLabel('Adresse électronique').fill(person.email);
  await page.getByLabel('Mot de passe').fill(PASSWORD);
  await page.getByRole('button', {name: 'Se connecter'}).click();
  await comes(page, 'Second facteur');
  await page.getByLabel('Code à 6 chiffres').fill(person.recovery[1]);
  await page.getByRole('button', {name: 'Vérifier'}).click();
  await until(() => page.url().startsWith(`${site.url}/annuaire`), 'our own directory', 40);
}

async function otherPages(site) {
  const page = await site.page();
  await page.goto(`${site.url}/mot-de-passe`);
  await comes(page, 'Mot de passe oublié');
  await accessible(page, 'a forgotten password');
  await page.goto(`${site.url}/mot-de-passe/0123456789`);
  await comes(page, 'Nouveau mot de passe');
  await accessible(page, 'a new password');
  await page.goto(`${site.url}/invitation/0123456789`);
  await comes(page, 'Invitation');
  await until(() => page.getByRole('alert').count(), 'the refusal');
  await accessible(page, 'an invitation');
}

await tests(() => Site.open(process.argv[2]), {
  aStrangerIsLedToTheFirstRun,
  firstRun,
  signIn,
  nobodyIsSentElsewhere,
  otherPages
});
