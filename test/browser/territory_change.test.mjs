// A change of territory on the screen: proposed, corrected, previewed, downloaded, approved, followed and undone; on a phone too.
import {readFileSync} from 'node:fs';
import {accessible, fail, faultless, fits, PHONE, picture, same, Site, tests, until} from './harness.mjs';
import {asker, firstAdministrator} from './people.mjs';

const button = (page, name) => page.getByRole('button', {name, exact: true});
const row = (page, name) => page.getByRole('row', {name: new RegExp(name)});

// Of the Pays Créçois and a chamber, in force.
async function convention(ask) {
  const cci = await ask('POST', '/api/v1/organisations', {name: 'CCI Seine-et-Marne', kind: 'cci', territory: 'dep:77'});
  let it = await ask('POST', '/api/v1/conventions', {
    kind: 'framework',
    title: 'Convention de partenariat',
    reference: '2018-1',
    startsOn: '2018-01-01',
    endsOn: '2020-12-31',
    renewal: 'tacit',
    renewalMonths: 12,
    noticeMonths: 3
  });
  const write = async (method, below, body) => {
    it = await ask(method, `/api/v1/conventions/${it.id}${below}`, {version: it.version, ...body});
  };
  const parties = [it.parties[0].organisation.id, cci.id];
  await write('PUT', '/parties', {organisations: parties});
  await write('PUT', '/perimeter', {territory: 'epci:247700438', at: '2018-01-01'});
  await write('PUT', '/axes', {axes: [{code: '1', title: 'Développement économique'}]});
  for (const party of parties)
    await write('PUT', `/parties/${party}/deliberation`, {
      body: 'assemblée',
      number: '7',
      on: '2017-12-01',
      transmittedOn: '',
      signatory: 'Mme Exemple',
      signatoryTitle: 'Présidente'
    });
  await write('POST', '/steps', {step: 'submit'});
  await write('POST', '/steps', {step: 'sign', on: '2017-12-20'});
}

async function work(site) {
  const page = (site.administrator = await firstAdministrator(site));
  const ask = asker(site, page);
  const {rows} = await ask('GET', '/api/v1/establishments?territory=77142&field=all&state=any&limit=3');
  site.business = rows[0].id;
  for (const {id} of rows)
    await ask('POST', `/api/v1/establishments/${id}/exchanges`, {
      way: 'visit',
      theme: 'takeover',
      on: '2019-06-01',
      notes: 'Vu'
    });
  for (const [name, siren] of [
    ['CA Coulommiers Pays de Brie', '200090504'],
    ['CA du Pays de Meaux', '200072130']
  ])
    await ask('POST', '/api/v1/organisations', {name, kind: 'intercommunality', siren, territory: `epci:${siren}`});
  await convention(ask);
}

async function proposedFromTheCodeLists(site) {
  await work(site);
  const page = site.administrator;
  await page.goto(`${site.url}/organisation`);
  await page.getByRole('link', {name: 'Changements de territoire'}).first().click();
  await until(() => button(page, 'Proposer la répartition').count(), 'the form', 40);
  await accessible(page, 'no change yet');
  await picture(page, 'territory-change-none', {fullPage: true});
  await page.getByLabel('Organisation concernée').selectOption({label: 'Pays Créçois'});
  await page.getByLabel('Premier jour du nouveau territoire').fill('2020-01-01');
  await button(page, 'Proposer la répartition').click();
  await until(() => row(page, 'Crécy-la-Chapelle').count(), 'the communes', 40);
  same(await page.getByRole('combobox', {name: /^Reprise par \(/}).count(), 19, 'its communes');
  await accessible(page, 'the plan');
  await picture(page, 'territory-change-plan', {fullPage: true});
  // Whoever does this goes on in Coulommiers: the organisation of the installation's manager ends.
  await button(page, 'Voir l’aperçu').click();
  await until(() => page.getByRole('heading', {name: /^Aperçu/}).count(), 'the preview', 40);
}

async function previewed(site) {
  const page = site.administrator;
  await until(() => row(page, 'Crécy-la-Chapelle').getByText('3 échanges').count(), 'what lies there', 40);
  await until(() => page.getByText(/Un avenant est préparé : les repreneurs/).count(), 'the convention', 40);
  await page.getByLabel('Nouvelle organisation de Alix Martin').selectOption({label: 'CA Coulommiers Pays de Brie'});
  await button(page, 'Enregistrer').click();
  await until(() => row(page, 'Crécy-la-Chapelle').count(), 'the preview again', 40);
  await accessible(page, 'the preview');
  await picture(page, 'territory-change-preview', {fullPage: true});
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, 'Télécharger l’aperçu (CSV)').click()]);
  const text = readFileSync(await download.path(), 'utf8');
  if (!text.includes('"77142";"Crécy-la-Chapelle"') || !text.includes('"échanges";"3"')) fail(text);
  if (await button(page, 'Approuver et faire maintenant').isEnabled()) fail('it is approved unread');
  faultless(page, 'the preview');
}

async function onAPhone(site) {
  const {cookies} = await site.administrator.context().storageState();
  const page = await site.page(PHONE, {storageState: {cookies, origins: []}});
  await page.goto(site.administrator.url());
  await until(() => row(page, 'Crécy-la-Chapelle').count(), 'the preview', 40);
  await accessible(page, 'the preview on a phone');
  await fits(page, 'the preview on a phone');
  await picture(page, 'territory-change-phone', {fullPage: true});
  await button(page, 'Modifier').click();
  await until(() => page.getByRole('combobox', {name: /^Reprise par \(/}).count(), 'the plan', 40);
  await accessible(page, 'the plan on a phone');
  await fits(page, 'the plan on a phone');
  await page.context().close();
}

async function carriedOutAndUndone(site) {
  const page = site.administrator;
  await page.getByRole('checkbox', {name: /^J’ai relu l’aperçu/}).check();
  await button(page, 'Approuver et faire maintenant').click();
  await until(() => page.getByText('Le changement est fait.').count(), 'it is done', 80);
  await until(() => row(page, 'échanges').count(), 'what passed', 40);
  await until(() => page.getByRole('link', {name: 'Relire l’avenant'}).count(), 'the amendment', 40);
  await accessible(page, 'the trace');
  await picture(page, 'territory-change-done', {fullPage: true});
  // What an heir erases keeps nothing else from coming back.
  const ask = asker(site, page);
  const {exchanges} = await ask('GET', `/api/v1/establishments/${encodeURIComponent(site.business)}/exchanges`);
  await ask('DELETE', `/api/v1/exchanges/${exchanges[0].id}?version=${exchanges[0].version}`);
  await page.getByRole('checkbox', {name: /^Je veux tout remettre/}).check();
  await button(page, 'Annuler le changement').click();
  await until(() => page.getByText('Le changement est annulé').count(), 'it is undone', 80);
  await until(() => page.getByText('1 dossier effacé ou retiré depuis : il n’est pas revenu.').count(), 'what was erased', 40);
  await accessible(page, 'undone');
  await picture(page, 'territory-change-undone', {fullPage: true});
  faultless(page, 'carrying out');
}

await tests(() => Site.open(process.argv[2]), {proposedFromTheCodeLists, previewed, onAPhone, carriedOutAndUndone});
