// A campaign from the directory's rows: whom it may reach, calls one after the other, a letter with its file, what came back.
import {readFileSync} from 'node:fs';
import {accessible, fail, faultless, fits, PHONE, picture, same, Site, tests, until} from './harness.mjs';
import {asker, firstAdministrator} from './people.mjs';

const button = (page, name) => page.getByRole('button', {name, exact: true});
const dialog = (page) => page.getByRole('dialog');
const row = (page, name) => page.getByRole('row', {name});

async function people(site) {
  const page = (site.agent = await firstAdministrator(site));
  const ask = asker(site, page);
  const {rows} = await ask('GET', '/api/v1/establishments?territory=77142&field=all&state=active&limit=25&sort=name');
  site.businesses = rows.filter((one) => !one.local).slice(0, 6);
  for (const [number, one] of site.businesses.slice(0, 4).entries()) {
    const contact = await ask('POST', `/api/v1/establishments/${one.id}/contacts`, {
      name: `Personne ${number}`,
      function: 'gérante',
      channels: [{kind: 'phone', value: `01 64 63 55 0${number}`, purposes: ['surveys']}]
    });
    if (number === 3) await ask('POST', `/api/v1/contacts/${contact.id}/oppositions`, {version: 1, how: 'au marché'});
  }
}

async function preparedFromTheDirectory(site) {
  await people(site);
  const page = site.agent;
  await page.goto(`${site.url}/annuaire?territory=77142&field=all&state=active&sort=name`);
  await until(() => page.locator('tbody tr').count(), 'the businesses', 40);
  const ids = site.businesses.map((one) => one.id);
  for (const id of ids)
    await page
      .locator('tbody tr', {has: page.locator(`a[href*="${id}"]`)})
      .locator('input[type=checkbox]')
      .check();
  await button(page, 'Campagne').click();
  const form = dialog(page);
  await until(() => form.getByLabel('Titre').count(), 'the form', 40);
  await form.getByLabel('Titre').fill('Enquête cadre de vie');
  await form.getByLabel('Appels').check();
  await form.getByLabel('Objet du contact').selectOption({label: 'Enquêtes'});
  await form.getByLabel(/^Texte ou trame/).fill('Bonjour, je vous appelle de la communauté de communes.');
  await accessible(page, 'the form of a campaign');
  await picture(page, 'campaign-form');
  await button(form, 'Préparer une campagne').click();
  await until(() => page.getByRole('heading', {name: 'Enquête cadre de vie'}).count(), 'the campaign', 40);
  await until(() => page.getByText('opposition').count(), 'who opposed is set aside', 40);
  same((await page.getByText(/aucun contact connu par ce moyen/).count()) > 0, true, 'and whom nobody knows');
  await accessible(page, 'a campaign in preparation');
  await picture(page, 'campaign-preparing', {fullPage: true});
  await button(page, 'Lancer la campagne').click();
  await until(() => page.getByRole('link', {name: 'Traiter les cibles une à une'}).count(), 'it runs', 40);
  faultless(page, 'preparing');
}

async function calledOneAfterTheOther(site) {
  const page = site.agent;
  await page.getByRole('link', {name: 'Traiter les cibles une à une'}).click();
  await until(() => page.getByRole('link', {name: /01 64 63 55 00/}).count(), 'the number', 40);
  await until(() => page.getByText('Bonjour, je vous appelle').count(), 'the script', 40);
  await accessible(page, 'working through');
  await picture(page, 'campaign-work', {fullPage: true});
  await button(page, 'Confier un besoin').click();
  await until(() => dialog(page).getByRole('heading', {name: 'Confier un besoin'}).count(), 'a need', 40);
  await button(dialog(page), 'Fermer').click();
  await page.getByLabel('Note').fill('La signalétique manque.');
  await page.getByRole('button', {name: /^A répondu.*oui$/}).click();
  await until(() => page.getByRole('link', {name: /01 64 63 55 01/}).count(), 'the next one', 40);
  await button(page, 'Ne veut plus être contacté').click();
  await accessible(page, 'a refusal');
  await picture(page, 'campaign-refusal', {fullPage: true});
  await page.getByLabel('Tout contact').check();
  await button(page, 'Consigner').click();
  await until(() => page.getByRole('link', {name: /01 64 63 55 02/}).count(), 'the next one', 40);
  await button(page, 'Sans réponse').click();
  await until(() => page.getByText('Plus personne à joindre pour l’instant.').count(), 'all are done', 40);
  await page.getByRole('link', {name: 'Retour à la campagne'}).click();
  await until(() => page.getByText(/réponses\s*: 1 sur 2 personnes jointes/).count(), 'the rate', 40);
  await until(() => page.getByText(/joints\s*: 2 sur 3 contactés/).count(), 'who was reached', 40);
  await page.locator('summary', {hasText: 'Par commune'}).click();
  await accessible(page, 'a campaign');
  await picture(page, 'campaign', {fullPage: true});
  await row(page, /Sans réponse/)
    .getByRole('button', {name: /^Annuler ce résultat/})
    .click();
  await until(() => page.getByText(/Résultat annulé/).count(), 'undone', 40);
  const exchanges = await asker(site, page)('GET', '/api/v1/exchanges?of=me');
  same(exchanges.exchanges.length, 2, 'who was spoken to, and nobody else');
  faultless(page, 'calls');
}

async function aLetterWithItsFile(site) {
  const page = site.agent;
  await page.goto(`${site.url}/annuaire?territory=77142&field=all&state=active`);
  await until(() => page.locator('#count').count(), 'the directory', 40);
  await button(page, 'Sélections').click();
  await page.getByRole('link', {name: 'Campagne vers ces établissements'}).click();
  const form = dialog(page);
  await until(() => form.getByLabel('Titre').count() || form.getByLabel('Dans').count(), 'the form', 40);
  await form.getByLabel('Titre').fill('Lettre aux indépendants');
  await form.getByLabel('Courrier', {exact: true}).check();
  await button(form, 'Préparer une campagne').click();
  await until(() => page.getByRole('heading', {name: 'Lettre aux indépendants'}).count(), 'the campaign', 40);
  await button(page, 'Lancer la campagne').click();
  await until(() => button(page, 'Préparer le fichier').count(), 'the file', 40);
  await button(page, 'Préparer le fichier').click();
  await until(() => page.getByText(/destinataires?\s*; \d+ de côté/).count(), 'how many stand in it', 40);
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, 'Télécharger (CSV)').click()]);
  const lines = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\r\n');
  same(lines[0].startsWith('target,business,name'), true, 'its header');
  if (lines.some((line) => line.includes(site.businesses[1].id))) fail('who refused all contact stands in the file');
  await accessible(page, 'a mailing');
  await picture(page, 'campaign-mailing', {fullPage: true});
  await button(page, 'Noter l’envoi').click();
  await until(() => page.getByText(/envois? consignés?/).count(), 'it is noted', 60);
  await page
    .getByRole('button', {name: /^Consigner un retour/})
    .first()
    .click();
  await dialog(page).getByRole('button', {name: 'Revenu, adresse erronée'}).click();
  await until(() => page.getByText(/revenus ou faux/).count(), 'what came back', 40);
  await button(page, 'Relancer les non-répondants').click();
  await until(() => dialog(page).getByLabel('Titre').count(), 'a second round', 40);
  await dialog(page).getByLabel('Appels').check();
  await button(dialog(page), 'Préparer une campagne').click();
  await until(() => page.getByRole('heading', {name: /^Relance/}).count(), 'the second round', 40);
  await page.goto(`${site.url}/campagnes`);
  await until(async () => (await page.locator('tbody tr').count()) === 3, 'all of them', 40);
  await accessible(page, 'campaigns');
  await picture(page, 'campaigns', {fullPage: true});
  faultless(page, 'a letter');
}

async function onAPhone(site) {
  const {cookies} = await site.agent.context().storageState();
  const page = await site.page(PHONE, {storageState: {cookies, origins: []}});
  await page.goto(`${site.url}/campagnes`);
  await until(() => page.getByRole('link', {name: 'Enquête cadre de vie', exact: true}).count(), 'the list', 40);
  await accessible(page, 'campaigns on a phone');
  await fits(page, 'campaigns on a phone');
  await picture(page, 'campaigns-phone', {fullPage: true});
  await page.getByRole('link', {name: 'Enquête cadre de vie', exact: true}).click();
  await until(() => page.getByRole('link', {name: 'Traiter les cibles une à une'}).count(), 'the campaign', 40);
  await until(() => page.locator('tbody tr').count(), 'its targets', 40);
  await accessible(page, 'a campaign on a phone');
  await fits(page, 'a campaign on a phone');
  await picture(page, 'campaign-phone', {fullPage: true});
  await page.getByRole('link', {name: 'Traiter les cibles une à une'}).click();
  await until(() => page.getByRole('link', {name: /01 64 63 55 02/}).count(), 'the one that was undone', 40);
  await accessible(page, 'working through on a phone');
  await fits(page, 'working through on a phone');
  await picture(page, 'campaign-work-phone', {fullPage: true});
}

await tests(() => Site.open(process.argv[2]), {
  preparedFromTheDirectory,
  calledOneAfterTheOther,
  aLetterWithItsFile,
  onAPhone
});
