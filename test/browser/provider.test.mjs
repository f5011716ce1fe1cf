// Signing in through a real provider (npm oidc-provider), from an invitation to the end of the link.
import {spawn} from 'node:child_process';
import {mkdtempSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {accessible, faultless, PHONE, picture, run, same, Site, tests, until} from './harness.mjs';

const PASSWORD = 'trois saules au bord du Morin';
const SECRET = 'a secret of 32 bytes for the tests';
const here = dirname(fileURLToPath(import.meta.url));

const freePort = () =>
  new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const {port} = probe.address();
      probe.close(() => done(port));
    });
  });
const heading = (page) =>
  page
    .locator('h1')
    .innerText()
    .catch(() => '');
const comes = (page, title) => until(async () => (await heading(page)) === title, `the page « ${title} »`, 40);

async function startProvider(site) {
  const options = {
    port: site.providerPort,
    host: 'localhost', // another site than 127.0.0.1, as a provider is
    client: 'bassin',
    secret: SECRET,
    redirect: `${site.url}/api/v1/session/provider/callback`,
    afterSignOut: `${site.url}/connexion`,
    signed: true,
    people: {
      alix: {given_name: 'Alix', usual_name: 'Martin', siret: '24770043800011', idp_id: 'idp-1'},
      zoe: {given_name: 'Zoé', usual_name: 'Petit', siret: '24770043800011', idp_id: 'idp-1'},
      loin: {given_name: 'Léo', usual_name: 'Loin', siret: '73282932000074', idp_id: 'idp-1'}
    }
  };
  site.provider = spawn('node', [resolve(here, '../provider/provider.mjs'), JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'ignore']
  });
  let said = '';
  site.provider.stdout.on('data', (text) => (said += text));
  await until(() => said.includes('ready'), 'the provider answers');
}

async function open(binary) {
  const site = new Site();
  site.binary = resolve(binary);
  site.folder = mkdtempSync(join(tmpdir(), 'bassin-browser-'));
  site.data = join(site.folder, 'data');
  site.port = await freePort();
  site.providerPort = await freePort();
  const secret = join(site.folder, 'secret');
  writeFileSync(secret, SECRET);
  const password = join(site.folder, 'password');
  writeFileSync(password, PASSWORD);
  const cheap = 'password_memory_mib = 8\npassword_passes = 1\nsecond_factor = "nobody"\n';
  writeFileSync(join(site.folder, 'cost.toml'), `[sign_in]\n${cheap}`);
  run(
    site.binary,
    ...['init', '--data', site.data, '--config', join(site.folder, 'cost.toml'), '--organisation', 'Pays Créçois'],
    ...['--kind', 'intercommunality', '--siren', '247700438', '--territory', 'epci:247700438', '--name', 'Alix Martin'],
    ...['--email', 'a.martin@example.org', '--password-file', password]
  );
  await site.serve(
    `[installation]\naddress = "http://127.0.0.1:${site.port}"\n[sign_in]\n${cheap}[provider]\nprofile = "proconnect"\n` +
      `issuer = "http://localhost:${site.providerPort}/api/v2"\nclient_id = "bassin"\nclient_secret_file = "${secret}"\n` +
      'document_seconds = 1\n',
    site.port
  );
  await startProvider(site);
  await site.browse();
  const close = site.close.bind(site);
  site.close = async () => {
    site.provider?.kill('SIGKILL');
    await close();
  };
  return site;
}

async function atProvider(page, login) {
  await comes(page, 'Fournisseur d’identité d’essai');
  if (!login) return page.getByRole('link', {name: 'Abandonner'}).click();
  await page.getByLabel('Identifiant').fill(login);
  return page.getByRole('button', {name: 'Continuer'}).click();
}
const toProvider = (page) => page.getByRole('link', {name: 'Se connecter avec ProConnect'}).click();
const says = (page, text) => until(() => page.getByRole('alert').filter({hasText: text}).count(), `« ${text} »`, 40);

async function nobodyKnowsThatIdentity(site) {
  const page = await site.page();
  await page.goto(`${site.url}/connexion?suite=${encodeURIComponent('/territoires')}`);
  await comes(page, 'Connexion');
  await accessible(page, 'sign-in with a provider');
  await picture(page, 'sign-in-provider');
  await toProvider(page);
  await atProvider(page, 'alix');
  await says(page, 'liée à aucun compte');
  await accessible(page, 'a refused sign-in');
  await toProvider(page);
  await until(async () => page.url().startsWith(site.url), 'back by the session at the provider', 40);
  await says(page, 'liée à aucun compte');
  faultless(page, 'an unknown identity');
}

async function givenUp(site) {
  const page = await site.page(PHONE);
  await page.goto(`${site.url}/connexion`);
  await comes(page, 'Connexion');
  await toProvider(page);
  await atProvider(page, '');
  await says(page, 'abandonnée');
  await accessible(page, 'a sign-in that was given up');
}

async function linkedFromTheAccount(site) {
  const page = await site.page();
  await page.goto(`${site.url}/connexion?suite=${encodeURIComponent('/compte')}`);
  await comes(page, 'Connexion');
  await page.getByLabel('Adresse électronique').fill('a.martin@example.org');
  await page.getByLabel('Mot de passe').fill(PASSWORD);
  await page.getByRole('button', {name: 'Se connecter', exact: true}).click();
  await comes(page, 'Engagement de confidentialité');
  await page.getByRole('button', {name: 'Je m’engage à le respecter'}).click();
  await comes(page, 'Mon compte');
  await until(() => page.getByText('celle-ci').count(), 'its sessions');
  await accessible(page, 'the account');
  await page.getByRole('button', {name: 'Lier mon identité ProConnect'}).click();
  await atProvider(page, 'loin');
  await says(page, 'une organisation où vous n’avez pas de rôle');
  await page.context().clearCookies({name: /^_session/});
  await page.getByRole('button', {name: 'Lier mon identité ProConnect'}).click();
  await atProvider(page, 'alix');
  await until(() => page.getByText('Votre identité ProConnect est liée').count(), 'the link', 40);
  await accessible(page, 'the account with a link');
  await picture(page, 'account', {fullPage: true});
  faultless(page, 'the account');
}

async function signedInAndOut(site) {
  const page = await site.page(PHONE);
  await page.goto(`${site.url}/connexion?suite=${encodeURIComponent('/compte')}`);
  await comes(page, 'Connexion');
  await toProvider(page);
  await atProvider(page, 'alix');
  await comes(page, 'Mon compte');
  await until(() => page.getByText('fournisseur d’identité', {exact: true}).count(), 'a session that the provider began');
  await accessible(page, 'the account on a phone');
  await page.getByRole('button', {name: /^Compte/}).click();
  await page.getByRole('button', {name: 'Se déconnecter'}).click();
  await until(() => page.url().includes('/session/end'), 'the end at the provider', 40);
}

async function invited(site) {
  const owner = await site.page();
  await owner.goto(`${site.url}/connexion?suite=${encodeURIComponent('/organisation')}`);
  await comes(owner, 'Connexion');
  await toProvider(owner);
  await atProvider(owner, 'alix');
  await until(() => owner.getByRole('heading', {name: 'Invitations'}).count(), 'the organisation', 40);
  const link = await owner.evaluate(async () => {
    const session = await (await fetch('/api/v1/session')).json();
    const answer = await fetch(`/api/v1/organisations/${session.organisation.id}/invitations`, {
      method: 'POST',
      headers: {'Content-Type': 'application/json', 'X-Bassin-Token': session.token},
      body: JSON.stringify({email: 'z.petit@example.org', role: 'adviser'})
    });
    return (await answer.json()).link;
  });
  const page = await site.page();
  await page.goto(link);
  await comes(page, 'Invitation');
  await until(() => page.getByRole('button', {name: 'Accepter avec ProConnect'}).count(), 'the button', 40);
  await accessible(page, 'an invitation with a provider');
  await page.getByRole('button', {name: 'Accepter avec ProConnect'}).click();
  await atProvider(page, 'zoe');
  await comes(page, 'Engagement de confidentialité');
  await page.getByRole('button', {name: 'Je m’engage à le respecter'}).click();
  await until(() => page.url().includes('/annuaire'), 'the directory', 40);
  await page.goto(`${site.url}/compte`);
  await comes(page, 'Mon compte');
  await until(() => page.getByText('Zoé Petit').count(), 'the name that the provider gave');
  await page.getByRole('button', {name: 'Retirer le lien'}).click();
  await says(page, 'ni mot de passe');
}

async function theProviderIsAway(site) {
  site.provider.kill('SIGKILL');
  const page = await site.page();
  await page.goto(`${site.url}/connexion`);
  await comes(page, 'Connexion');
  await page.waitForTimeout(1100); // what is known of it is older than provider.document_seconds
  await toProvider(page);
  await says(page, 'ne répond pas');
  await accessible(page, 'a provider that is away');
  await page.getByLabel('Adresse électronique').fill('a.martin@example.org');
  await page.getByLabel('Mot de passe').fill(PASSWORD);
  await page.getByRole('button', {name: 'Se connecter', exact: true}).click();
  await until(() => !page.url().includes('/connexion'), 'the password stays', 40);
  await page.goto(`${site.url}/compte`);
  await until(() => page.getByRole('button', {name: 'Retirer le lien'}).count(), 'the link', 40);
  await page.getByRole('button', {name: 'Retirer le lien'}).click();
  await until(() => page.getByRole('button', {name: 'Lier mon identité ProConnect'}).count(), 'the link is gone', 40);
  await page.reload();
  await until(() => page.getByText('celle-ci').count(), 'the sessions', 40);
  same(await page.getByText('fournisseur d’identité', {exact: true}).count(), 0, 'sessions that the provider began');
}

await tests(() => open(process.argv[2]), {
  nobodyKnowsThatIdentity,
  givenUp,
  linkedFromTheAccount,
  signedInAndOut,
  invited,
  theProviderIsAway
});
