// What an administrator changes in the organisation: a team and who is in it, an absence and who replaces, a partner and who follows it.
import {accessible, faultless, fits, PHONE, picture, run, same, Site, tests, totp, until} from './harness.mjs';

let storageState; // of the one sign-in, with its second factor

async function signIn(site) {
  const {password} = JSON.parse(run(site.binary, 'demonstration', '--data', site.data, '--json'));
  const page = await site.page();
  await page.goto(`${site.url}/connexion`);
  await page.getByLabel('Adresse électronique').fill('administration@pays-crecois.example');
  await page.getByLabel('Mot de passe').fill(password);
  await page.getByRole('button', {name: 'Se connecter'}).click();
  const secret = (await page.locator('code').innerText()).replace(/\s/g, '');
  await page.getByLabel('Premier code affiché').fill(totp(secret));
  await page.getByRole('button', {name: 'Vérifier'}).click();
  await page.getByRole('button', {name: 'Je les ai notés'}).click();
  await page.getByRole('button', {name: 'Je m’engage à le respecter'}).click();
  await until(() => page.url().includes('/annuaire'), 'signed in', 40);
  storageState = await page.context().storageState();
}

async function administrator(site, kind) {
  if (!storageState) await signIn(site);
  const page = await site.page(kind, {storageState});
  await page.goto(`${site.url}/organisation`);
  await until(() => page.getByRole('heading', {name: 'Personnes', exact: true}).count(), 'the organisation', 40);
  return page;
}

const row = (page, name) => page.locator('tr').filter({has: page.getByRole('rowheader', {name})});
const save = (page) => page.getByRole('dialog').getByRole('button', {name: 'Enregistrer'}).click();

async function aTeamIsChanged(site) {
  const page = await administrator(site);
  await page.getByLabel('Nom de l’équipe').fill('Guichet des commerces');
  await page.getByRole('button', {name: 'Ajouter l’équipe'}).click();
  await row(page, 'Guichet des commerces').getByRole('button', {name: 'Modifier'}).click();
  await accessible(page, 'a team that is changed');
  await picture(page, 'team-change');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Thèmes').fill('commerce, vitrines');
  await dialog.getByLabel('Maud Chastel').check();
  await save(page);
  await until(async () => (await row(page, 'Guichet des commerces').innerText()).includes('Maud Chastel'), 'the member');
  same((await row(page, 'Guichet des commerces').innerText()).includes('commerce, vitrines'), true, 'the themes');
  await row(page, 'Guichet des commerces').getByRole('button', {name: 'Modifier'}).click();
  await page.getByRole('dialog').getByLabel('Cette équipe n’existe plus').check();
  await save(page);
  await until(async () => (await row(page, 'Guichet des commerces').count()) === 0, 'the team gone');
  faultless(page, 'a team');
}

async function anAbsenceNamesWhoReplaces(site) {
  const page = await administrator(site, PHONE);
  await row(page, 'Maud Chastel').getByRole('button', {name: 'Noter une absence'}).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^Du /).fill('2030-07-01');
  await dialog.getByLabel(/^Au /).fill('2030-07-31');
  await dialog.getByLabel('Remplacée par').selectOption({label: 'Dominique Bellanger'});
  await accessible(page, 'an absence');
  await picture(page, 'absence-phone');
  await save(page);
  await until(
    async () => (await row(page, 'Maud Chastel').innerText()).includes('remplacée par Dominique Bellanger'),
    'who replaces'
  );
  faultless(page, 'an absence');
}

async function aPartnerHasASuccessor(site) {
  const page = await administrator(site);
  await page.getByLabel('Nom du partenaire').fill('Communauté de communes de demain');
  await page.getByRole('button', {name: 'Ajouter le partenaire'}).click();
  await until(() => row(page, 'Communauté de communes de demain').count(), 'the partner');
  await row(page, 'Communauté de communes de demain').getByRole('button', {name: 'Modifier'}).click();
  const dialog = page.getByRole('dialog');
  await accessible(page, 'a partner that is changed');
  await picture(page, 'partner-change');
  await dialog.getByLabel('SIREN').fill('12345');
  await save(page);
  await until(() => dialog.getByRole('alert').filter({hasText: /\S/}).count(), 'the refusal of a wrong SIREN');
  same(await dialog.getByLabel('Nom du partenaire').inputValue(), 'Communauté de communes de demain', 'what was typed stays');
  await dialog.getByLabel('SIREN').fill('');
  await dialog.getByLabel('En activité jusqu’au').fill('2030-12-31');
  await dialog.getByLabel('Successeur').selectOption({index: 1});
  await save(page);
  const changed = row(page, 'Communauté de communes de demain');
  await until(async () => (await changed.innerText()).includes('suivie par'), 'the successor');
  await accessible(page, 'the organisation');
  await picture(page, 'organisation-partners', {fullPage: true});
  faultless(page, 'a partner');
}

// A program outside reads it with the key that the page showed once, and not with the one before it.
async function aFeedIsMadeReadAndDeleted(site) {
  const page = await administrator(site, PHONE);
  const section = page.getByRole('region', {name: 'Flux vers votre logiciel', exact: true});
  await until(() => section.getByText('Aucun flux n’a été créé.').count(), 'that there is none', 40);
  await section.getByLabel('Nom du flux').fill('CRM de la chambre');
  await section.getByRole('checkbox', {name: /^Aussi ce que les conventions ouvrent/}).check();
  await section.getByRole('button', {name: 'Créer le flux'}).click();
  const key = section.getByLabel('Clé du flux « CRM de la chambre »');
  await until(() => key.count(), 'the key', 40);
  const first = await key.inputValue();
  const ask = (secret) => fetch(`${site.url}/api/v1/feed`, {headers: {Authorization: `Bearer ${secret}`}});
  const answer = await (await ask(first)).json();
  same([answer.records, answer.more], [[], false], 'an organisation whose agents have written nothing yet');
  await accessible(page, 'a fresh feed');
  await fits(page, 'feeds');
  await picture(section, 'feeds-phone');
  await section.getByRole('button', {name: 'Renouveler la clé – CRM de la chambre'}).click();
  await until(async () => (await key.inputValue()) !== first, 'another key', 40);
  same((await ask(first)).status, 401, 'the former key');
  same((await ask(await key.inputValue())).status, 200, 'the new key');
  await until(() => section.getByText('lu pour la dernière fois').count(), 'that it was read', 40);
  await section.getByRole('button', {name: 'Supprimer le flux – CRM de la chambre'}).click();
  await accessible(page, 'a feed that is to go');
  await page.getByRole('dialog').getByRole('button', {name: 'Supprimer le flux'}).click();
  await until(() => section.getByText('Aucun flux n’a été créé.').count(), 'none any more', 40);
  faultless(page, 'feeds');
}

await tests(() => Site.open(process.argv[2]), {
  aTeamIsChanged,
  anAbsenceNamesWhoReplaces,
  aFeedIsMadeReadAndDeleted,
  aPartnerHasASuccessor
});
