// Rights of a flood on the fictitious territory: its decree is typed, corrected and taken from a file, a case says why, until when and by
// which rule, what was asked for is followed until it is paid, deadlines are turned page by page, letters are made of a template.
import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {accessible, faultless, fits, PHONE, picture, same, Site, tests, until} from './harness.mjs';
import {button, dialog, part, signedConvention} from './conventions.mjs';
import {asker, ofDemonstration} from './people.mjs';

const PLACE = 'Couilly-Pont-aux-Dames';
const ADVISER = 'developpement@pays-crecois.example';
const iso = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const long = (day) =>
  new Intl.DateTimeFormat('fr-FR', {dateStyle: 'long', timeZone: 'UTC'}).format(new Date(day)).replace(/^1 /, '1er ');
const [BEGAN, PUBLISHED, LAST] = [iso(-20), iso(-10), iso(20)];
const spaced = (text) => text.replace(/[\u00a0\u202f]/g, ' ');
const says = async (place, text) => spaced(await place.innerText()).includes(text);

async function aRoomWithCases(site) {
  await signedConvention(site);
  const ask = asker(site, site.coordinator);
  const {territories} = await ask('GET', `/api/v1/territories?name=${PLACE}`);
  site.commune = territories.find((one) => one.kind === 'commune').id;
  const crisis = {kind: 'flood', title: 'Crue du Grand Morin', beganAt: `${BEGAN}T06:00:00.000Z`};
  const {id} = await ask('POST', '/api/v1/crises', crisis);
  site.room = `${site.url}/crises/${id}`;
  await ask('POST', `/api/v1/crises/${id}/zones`, {source: 'communes', communes: [site.commune]});
  const {cases} = await ask('GET', `/api/v1/crises/${id}/cases?limit=500`);
  const it = cases.find((one) => one.entry === 'inside' && one.row?.name?.text);
  site.it = it;
  site.case = `${site.room}/fiches/${it.id}`;
  const answers = [{question: 'insured', value: 'yes', number: 0}];
  await ask('POST', `/api/v1/crisis-cases/${it.id}/answers`, {answers});
}

async function aDecreeIsTypedAndCorrected(site) {
  const page = site.coordinator;
  await page.goto(`${site.url}/crises`);
  await page.getByRole('link', {name: 'Arrêtés de catastrophe naturelle'}).click();
  await until(() => page.getByText('Aucun arrêté ne répond à ces choix.').count(), 'none is known');
  await button(page, 'Saisir un arrêté').click();
  await dialog(page).getByRole('combobox', {name: 'Commune'}).fill('Couilly');
  await dialog(page).getByRole('listbox', {name: 'Commune'}).getByRole('option').first().click();
  await dialog(page).getByLabel('Premier jour de l’événement').fill(iso(-22));
  await dialog(page).getByLabel('Dernier jour de l’événement').fill(iso(-15));
  await dialog(page).getByLabel('Publication au Journal officiel').fill(iso(-12));
  await dialog(page).getByLabel('Numéro').fill('INTE2600001X');
  await accessible(page, 'the form of a decree');
  await picture(page, 'crisis-decree-form');
  await button(dialog(page), 'Saisir un arrêté').click();
  await until(() => page.getByText(/Arrêté ajouté/).count(), 'it is said');
  for (const [label, value] of [
    ['Publication au Journal officiel', PUBLISHED],
    ['Numéro', 'INTE2600001A'] // the number alone: one row to the server
  ]) {
    await page.getByRole('button', {name: /^Corriger/}).click();
    await dialog(page).getByLabel(label).fill(value);
    await button(dialog(page), 'Corriger').click();
    await until(async () => !(await dialog(page).count()), `${label} is corrected`);
  }
  await until(() => page.getByRole('row', {name: /INTE2600001A/}).count(), 'as corrected');
  same(await page.locator('tbody tr').count(), 1, 'in place of the former one');
  await page.getByLabel('Publiés à partir du').fill(iso(-5));
  await until(() => page.getByText('Aucun arrêté ne répond à ces choix.').count(), 'none so late');
  await page.getByLabel('Publiés à partir du').fill('');
  await until(() => page.getByRole('row', {name: /INTE2600001A/}).count(), 'there again');
  faultless(page, 'a decree');
}

async function aFileIsTaken(site) {
  const page = site.coordinator;
  const folder = mkdtempSync(join(tmpdir(), 'bassin-gaspar-'));
  const path = join(folder, 'catnat_gaspar.csv');
  const row = (code, peril, published) =>
    `NOR${code};${code};Une commune;ICB;${peril};2018-01-15;2018-02-05;2018-02-14;${published};\n`;
  writeFileSync(
    path,
    'cod_nat_catnat;cod_commune;lib_commune;num_risque_jo;lib_risque_jo;dat_deb;dat_fin;dat_pub_arrete;dat_pub_jo;dat_maj\n' +
      row('77171', 'Inondations et/ou Coulées de Boue', '2018-02-15') +
      row('77142', 'Pluie de sauterelles', '2018-02-15') +
      row('86194', 'Sécheresse', '2018-02-15')
  );
  await button(page, 'Prendre le fichier GASPAR').click();
  await dialog(page).getByLabel('Fichier').setInputFiles(path);
  await dialog(page).getByLabel('Départements').fill('77, 91');
  await dialog(page).getByLabel('Publiés à partir du').fill('2016-01-01');
  await button(dialog(page), 'Voir ce qu’il contient').click();
  await until(
    () =>
      dialog(page)
        .getByRole('row', {name: /péril inconnu/})
        .count(),
    'the line that is not understood, and why'
  );
  same(await says(dialog(page), '1 d’autres départements'), true, 'what is of elsewhere');
  same(await page.locator('section tbody tr').count(), 1, 'nothing is taken yet');
  await accessible(page, 'what a file holds');
  await picture(page, 'crisis-decree-file');
  await dialog(page)
    .getByRole('button', {name: /^Prendre 1.arrêté$/})
    .click();
  await until(() => page.getByRole('row', {name: /NOR77171/}).count(), 'it is taken');
  await accessible(page, 'decrees');
  await picture(page, 'crisis-decrees', {fullPage: true});
  await page.getByRole('button', {name: /^Retirer.*15 février 2018/}).click();
  await button(dialog(page), 'Retirer').click();
  await until(async () => !(await page.getByRole('row', {name: /NOR77171/}).count()), 'it is removed');
  faultless(page, 'a file of decrees');
}

async function whoAdvisesReadsThem(site) {
  const page = (site.adviser = await ofDemonstration(site, ADVISER));
  await page.goto(`${site.url}/crises/arretes?commune=${site.commune}`);
  await until(() => page.getByRole('row', {name: /INTE2600001A/}).count(), 'it is read');
  same(await button(page, 'Saisir un arrêté').count(), 0, 'and not written');
  await page.goto(`${site.url}/crises/modeles`);
  await until(() => page.getByText('Votre organisation n’a pas encore de modèle.').count(), 'no template');
  same(await button(page, 'Écrire un modèle').count(), 0, 'nor written');
  faultless(page, 'an adviser');
}

async function aRightSaysWhyUntilWhenAndByWhichRule(site) {
  const page = site.adviser;
  await page.goto(site.case);
  const rights = part(page, 'Droits et échéances');
  await until(() => rights.getByRole('table').count(), 'its rights', 40);
  const claim = rights.getByRole('row', {name: /^Déclaration de dommages à l’assureur/});
  for (const text of [
    long(LAST),
    '30 jours à compter de la publication de l’arrêté',
    'loi n° 2021-1837 du 28 décembre 2021',
    'ouvert'
  ])
    same(await says(claim, text), true, text);
  same(await says(rights, `Commune reconnue par l’arrêté publié le ${long(PUBLISHED)} (INTE2600001A).`), true, 'its decree');
  await rights.getByText(/droits? fermés?$/).click();
  same(
    await says(rights, 'ne convient pas : aucun arrêté · code des assurances, article L113-2, 4°'),
    true,
    'also of what is closed'
  );
  await accessible(page, 'rights with their rules');
  await picture(page, 'crisis-rights-why', {fullPage: true});
  faultless(page, 'rights');
}

async function aRequestIsFollowedUntilItIsPaid(site) {
  const page = site.adviser;
  const rights = part(page, 'Droits et échéances');
  await rights.getByRole('button', {name: /^Noter comme demandé : Déclaration de dommages/}).click();
  await rights.getByRole('button', {name: /^Suivre la demande : Déclaration de dommages/}).click();
  await dialog(page).getByLabel('Montant demandé (en euros)').fill('douze');
  await button(dialog(page), 'Enregistrer').click();
  await until(() => dialog(page).getByText('Un montant s’écrit en euros entiers').count(), 'what is no amount');
  await dialog(page).getByLabel('Demandée le').fill(iso(-8));
  await dialog(page).getByLabel('Montant demandé (en euros)').fill('12 000');
  await dialog(page).getByLabel('Réponse', {exact: true}).selectOption({label: 'accordé'});
  await dialog(page).getByLabel('Réponse du').fill(iso(-2));
  await dialog(page).getByLabel('Montant accordé (en euros)').fill('9000');
  await dialog(page).getByLabel('Versée le').fill(iso(-1));
  await dialog(page).getByLabel('Montant versé (en euros)').fill('2000');
  await dialog(page).getByLabel('Remarque').fill('acompte');
  await accessible(page, 'the form of a request');
  await picture(page, 'crisis-request-form');
  await button(dialog(page), 'Enregistrer').click();
  const requests = rights.getByRole('table', {name: 'Demandes'});
  await until(() => says(requests, '12 000 €'), 'it is kept');
  for (const text of ['accordé le', '9 000 €', 'versé le', '2 000 €', 'acompte']) same(await says(requests, text), true, text);
  await button(rights, 'Noter une autre aide').click();
  await dialog(page).getByLabel('Nom de l’aide').fill('Fonds d’urgence de la commune');
  await button(dialog(page), 'Enregistrer').click();
  await until(() => says(requests, 'Fonds d’urgence de la commune'), 'another aid');
  await rights.getByRole('button', {name: /^Suivre la demande : Fonds/}).click();
  await button(dialog(page), 'Retirer cette demande').click();
  await button(dialog(page), 'Retirer cette demande').click();
  await until(async () => !(await says(requests, 'Fonds d’urgence')), 'it is removed');
  await accessible(page, 'requests');
  await picture(page, 'crisis-requests', {fullPage: true});
  faultless(page, 'requests');
}

async function theRoomCountsThem(site) {
  const page = site.adviser;
  await page.goto(site.room);
  const aid = part(page, 'Demandes et aides');
  await until(() => aid.getByRole('table').count(), 'the sums');
  const claim = aid.getByRole('row', {name: /^Déclaration de dommages/});
  same(
    spaced(await claim.innerText())
      .replace(/\s+/g, ' ')
      .trim()
      .split('(catastrophe naturelle) ')[1],
    '1 12 000 € 1 9 000 € 0 1 2 000 €',
    'by right'
  );
  same(await aid.getByRole('row', {name: /^Assurance/}).count(), 1, 'under its heading');
  faultless(page, 'the sums of a room');
}

async function deadlinesAreTurnedPageByPage(site) {
  const page = site.adviser;
  const deadlines = part(page, 'Échéances proches');
  await until(() => deadlines.getByText('Aucune échéance ne répond à ces choix.').count(), 'none within a week');
  await deadlines.getByLabel('Dans les').selectOption({label: '30\u00a0jours'});
  await until(() => deadlines.getByText(/autres d’entreprises que personne/).count(), 'nobody has reached them');
  await deadlines.getByLabel('Aussi celles que personne n’a signalées ni jointes').check();
  await until(() => says(deadlines, '1 à 25 sur'), 'the first page');
  const first = await deadlines.locator('tbody tr').first().innerText();
  await button(deadlines, 'Page suivante').click();
  await until(() => says(deadlines, '26 à'), 'the second one');
  same((await deadlines.locator('tbody tr').first().innerText()) === first, false, 'shows others');
  await deadlines
    .getByLabel('Droit', {exact: true})
    .selectOption({label: 'Déclaration de perte d’exploitation (catastrophe naturelle)'});
  await until(() => says(deadlines, '1 à 25 sur'), 'another question begins at its first page');
  await accessible(page, 'deadlines');
  await picture(page, 'crisis-deadlines', {fullPage: true});
  const ask = asker(site, site.coordinator);
  const mine = (await asker(site, page)('GET', '/api/v1/session')).agent.id;
  const organisation = (await ask('GET', '/api/v1/session')).organisation.id;
  await ask('POST', `/api/v1/crises/${site.room.split('/').at(-1)}/assignments`, {
    cases: [site.it.id],
    organisation,
    agent: mine
  });
  await deadlines.getByLabel('Commune').selectOption({label: PLACE});
  await deadlines.getByLabel('En charge').selectOption({label: 'Moi'});
  await until(async () => (await deadlines.locator('tbody tr').count()) === 1, 'mine');
  await deadlines.locator('tbody tr a').click();
  await until(() => page.url() === site.case, 'the way to the case');
  faultless(page, 'deadlines');
}

async function aTemplateIsWritten(site) {
  const page = site.coordinator;
  await page.goto(`${site.url}/crises/modeles`);
  await button(page, 'Écrire un modèle').click();
  await page.getByLabel('Objet').fill('Déclaration de sinistre');
  await page.getByLabel('Droit dont la date limite est {echeance}').selectOption({index: 1});
  const text = page.getByRole('textbox', {name: /^Texte/});
  await text.fill('Le local a été inondé le {jour}, à déclarer avant le {echeance}. Travail arrêté le ');
  await until(() => page.getByText('Ne se remplissent pas : {jour}').count(), 'a word that is none');
  await page.getByRole('button', {name: /^Insérer {arret}/}).click();
  same((await text.inputValue()).endsWith('Travail arrêté le {arret}'), true, 'where the caret stands');
  await button(page, 'Enregistrer').click();
  await until(() => page.getByRole('alert').filter({hasText: 'jour'}).count(), 'the server refuses it too');
  await text.fill((await text.inputValue()).replace('{jour}', '{sinistre}'));
  same(await says(page.getByRole('group', {name: 'Aperçu'}), 'inondé le jour du sinistre'), true, 'the preview');
  await accessible(page, 'the form of a template');
  await picture(page, 'crisis-template-form', {fullPage: true});
  await button(page, 'Enregistrer').click();
  await until(() => page.getByText(/version 1, par/).count(), 'its version');
  await page.getByRole('button', {name: /^Modifier/}).click();
  await page.getByLabel('Objet').fill('Déclaration de sinistre à l’assureur');
  await button(page, 'Enregistrer').click();
  await until(() => page.getByText(/version 2, par/).count(), 'the next one');
  await accessible(page, 'templates');
  await picture(page, 'crisis-templates', {fullPage: true});
  faultless(page, 'a template');
}

async function aLetterIsMade(site) {
  const page = site.adviser;
  await page.goto(site.case);
  const letters = part(page, 'Lettres');
  await until(() => button(letters, 'Préparer la lettre').count(), 'the form', 40);
  for (const [at, label] of ['PDF', 'Word (docx)', 'LibreOffice (odt)'].entries()) {
    await letters.getByLabel('Fichier').selectOption({label});
    await button(letters, 'Préparer la lettre').click();
    await until(() => letters.getByText('À compléter à la main : premier jour sans travail.').count(), 'what is missing');
    await until(async () => (await letters.getByRole('link', {name: /^Télécharger/}).count()) === at + 1, `the ${label}`, 60);
  }
  const [file] = await Promise.all([page.waitForEvent('download'), letters.getByRole('link', {name: /PDF$/}).click()]);
  same(
    readFileSync(await file.path())
      .subarray(0, 5)
      .toString(),
    '%PDF-',
    'a letter'
  );
  await accessible(page, 'letters of a case');
  await picture(page, 'crisis-letters', {fullPage: true});
  faultless(page, 'letters');
}

async function onAPhone(site) {
  const context = await site.browser.newContext({
    ...PHONE,
    locale: 'fr-FR',
    storageState: await site.coordinator.context().storageState()
  });
  const page = await context.newPage();
  for (const [name, path] of [
    ['decrees', `${site.url}/crises/arretes`],
    ['templates', `${site.url}/crises/modeles`],
    ['rights', site.case],
    ['deadlines', site.room]
  ]) {
    await page.goto(path);
    await until(() => page.getByRole('heading', {level: 1}).count(), name, 40);
    await page.waitForTimeout(700);
    await fits(page, `${name} on a phone`);
    await picture(page, `crisis-phone-${name}`, {fullPage: true});
  }
  await page.goto(`${site.url}/crises/modeles`);
  await page.getByRole('button', {name: /^Modifier/}).click();
  await fits(page, 'a template on a phone');
  await picture(page, 'crisis-phone-template', {fullPage: true});
  await context.close();
}

await tests(() => Site.open(process.argv[2]), {
  aRoomWithCases,
  aDecreeIsTypedAndCorrected,
  aFileIsTaken,
  whoAdvisesReadsThem,
  aRightSaysWhyUntilWhenAndByWhichRule,
  aRequestIsFollowedUntilItIsPaid,
  theRoomCountsThem,
  deadlinesAreTurnedPageByPage,
  aTemplateIsWritten,
  aLetterIsMade,
  onAPhone
});
