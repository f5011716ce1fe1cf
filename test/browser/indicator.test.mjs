// Indicators of an action: written, computed or entered with evidence, shown against their target on the pages of the action and of the
// convention.
import {accessible, DESKTOP, fail, faultless, fits, PHONE, picture, same, Site, tests, until} from './harness.mjs';
import {asker, ofDemonstration} from './people.mjs';
import {CMA, COORDINATOR, programme} from './programme.mjs';

const button = (page, name) => page.getByRole('button', {name, exact: true});
const part = (page, name) => page.getByRole('region', {name, exact: true});
const dialog = (page) => page.getByRole('dialog');
async function saved(page) {
  await button(dialog(page), 'Enregistrer').click();
  await until(async () => !(await dialog(page).count()), 'it is saved', 40);
}

async function oneIsComputed(site) {
  const page = await programme(site);
  await page.goto(site.url + site.action);
  await until(() => part(page, 'Indicateurs').getByText('Aucun indicateur.').count(), 'none yet', 40);
  await button(page, 'Nouvel indicateur').click();
  await dialog(page).getByLabel('Code').fill('V1');
  await dialog(page).getByLabel('Intitulé').fill('Artisans contactés');
  await dialog(page).getByLabel('Unité').fill('%');
  await dialog(page).getByLabel('Nature').selectOption({label: 'Résultat'});
  await dialog(page).getByLabel('Ce qui est compté').selectOption({label: 'Taux de couverture du périmètre'});
  await dialog(page).getByRole('checkbox', {name: 'visites'}).check();
  await dialog(page).getByRole('checkbox', {name: 'appels'}).check();
  await dialog(page).getByLabel('Travail de').selectOption({label: CMA});
  await dialog(page).getByLabel('Cible').fill('douze');
  await button(dialog(page), 'Enregistrer').click();
  await until(() => dialog(page).getByText('« douze » n’est pas un nombre').count(), 'what is no number');
  await dialog(page).getByLabel('Cible').fill('12,5');
  await accessible(page, 'the dialog of an indicator');
  await picture(page, 'indicator-form');
  await saved(page);
  const row = part(page, 'Indicateurs').getByRole('row').filter({hasText: 'Artisans contactés'});
  await until(() => row.count(), 'the indicator', 40);
  const said = await row.innerText();
  for (const word of ['0 %, cible\u00a0: 12,5', 'Résultat', 'appels, visites', `travail de ${CMA}`, 'champ', '0 sur'])
    if (!said.includes(word)) fail(`« ${word} » is missing: ${said}`);
  await until(
    () =>
      part(page, 'Indicateurs')
        .getByText(/19\scommunes.*registre au/)
        .count(),
    'of what it is told'
  );
  faultless(page, 'a computed indicator');
}

// Under the value in force, not under its earlier version.
async function itsProofIsAttached(page) {
  const fold = dialog(page).locator('summary', {hasText: 'Documents'});
  same(await fold.count(), 1, 'one place for the documents of a value');
  await fold.click();
  await until(() => dialog(page).getByText('Aucun document joint.').count(), 'no document yet', 40);
  const file = {name: 'relevé.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\nrelevé')};
  await dialog(page).getByLabel('Joindre un fichier').setInputFiles(file);
  await until(() => dialog(page).getByRole('link', {name: 'relevé.pdf'}).count(), 'the proof', 40);
  await accessible(page, 'the documents of a value');
  await picture(page, 'indicator-value-documents');
}

async function oneIsEnteredWithItsEvidence(site) {
  const page = site.coordinator;
  await button(page, 'Nouvel indicateur').click();
  await dialog(page).getByLabel('Code').fill('E1');
  await dialog(page).getByLabel('Intitulé').fill('Locaux vacants en centre-bourg');
  await dialog(page).getByLabel('Unité').fill('locaux');
  await dialog(page).getByLabel('Nature').selectOption({label: 'Impact'});
  await dialog(page).getByLabel('Saisie, avec sa preuve').check();
  await dialog(page).getByLabel('Sur une période').selectOption({label: 'La dernière valeur compte'});
  await dialog(page).getByLabel('Cible').fill('8');
  await dialog(page).getByLabel('Valeur de départ').fill('12');
  await saved(page);
  await page.getByRole('button', {name: 'Valeurs saisies : E1'}).click();
  await until(() => dialog(page).getByText('Aucune valeur saisie.').count(), 'none yet');
  await dialog(page).getByLabel('Valeur (locaux)').fill('11');
  await dialog(page).getByLabel('Preuve').fill('Relevé de terrain de juin');
  await dialog(page).getByLabel('Lien').fill('https://example.org/releve');
  await button(dialog(page), 'Enregistrer').click();
  await until(() => dialog(page).getByText('11 locaux').count(), 'the value that was entered', 40);
  await dialog(page)
    .getByRole('button', {name: /^Corriger/})
    .click();
  await dialog(page).getByLabel('Valeur (locaux)').fill('10');
  await button(dialog(page), 'Enregistrer').click();
  await until(() => dialog(page).getByText('version précédente').count(), 'its earlier version', 40);
  await accessible(page, 'the dialog of values');
  await picture(page, 'indicator-values');
  await itsProofIsAttached(page);
  await page.keyboard.press('Escape');
  const row = part(page, 'Indicateurs').getByRole('row').filter({hasText: 'Locaux vacants'});
  await until(async () => /10 locaux, cible\s: 8 \(50\s%\)/.test(await row.innerText()), 'half the way from 12 to 8');
  await accessible(page, 'the indicators of an action');
  await picture(page, 'indicators', {fullPage: true});
  faultless(page, 'an entered indicator');
}

async function oneTellsADelay(site) {
  const page = site.coordinator;
  await button(page, 'Nouvel indicateur').click();
  await dialog(page).getByLabel('Code').fill('D1');
  await dialog(page).getByLabel('Intitulé').fill('Prises en charge rapides');
  await dialog(page).getByLabel('Unité').fill('%');
  await dialog(page).getByLabel('Ce qui est compté').selectOption({label: 'Part des délais de N jours au plus'});
  same(await dialog(page).getByRole('checkbox', {name: 'visites'}).count(), 0, 'a delay is of no kind of exchange');
  await dialog(page).getByLabel('Délai', {exact: true}).selectOption({label: 'd’un besoin confié à sa prise en charge'});
  await dialog(page).getByLabel('Jours au plus').fill('3');
  await dialog(page).getByLabel('Cible').fill('80');
  await accessible(page, 'the dialog of a delay');
  await picture(page, 'indicator-delay');
  await saved(page);
  const row = part(page, 'Indicateurs').getByRole('row').filter({hasText: 'Prises en charge rapides'});
  await until(() => row.count(), 'the delay', 40);
  const said = await row.innerText();
  for (const word of [
    'pas de valeur',
    'd’un besoin confié à sa prise en charge',
    'en 3\u00a0jours au plus',
    '0 terminés, 0 en attente'
  ])
    if (!said.includes(word)) fail(`« ${word} » is missing: ${said}`);
  await row.getByRole('button', {name: 'Modifier : D1'}).click();
  same(await dialog(page).getByLabel('Jours au plus').inputValue(), '3', 'as it was written');
  await page.setViewportSize(PHONE.viewport);
  await fits(page, 'a delay on a phone');
  await accessible(page, 'a delay on a phone');
  await picture(page, 'indicator-delay-phone');
  await page.setViewportSize(DESKTOP.viewport);
  await page.keyboard.press('Escape');
  await page.getByRole('button', {name: 'Supprimer : D1'}).click();
  await button(dialog(page), 'Supprimer').click();
  await until(async () => !(await row.count()), 'it is gone', 40);
  faultless(page, 'a delay');
}

async function anotherPeriodIsShown(site) {
  const page = site.coordinator;
  const before = new Date().getFullYear() - 1;
  await part(page, 'Indicateurs').getByLabel('Du', {exact: true}).fill(`${before}-01-01`);
  await part(page, 'Indicateurs').getByLabel('Au', {exact: true}).fill(`${before}-12-31`);
  await button(page, 'Afficher la période').click();
  const row = part(page, 'Indicateurs').getByRole('row').filter({hasText: 'Locaux vacants'});
  await until(async () => /pas de valeur/.test(await row.innerText()), 'nothing was entered then', 40);
  faultless(page, 'another period');
}

async function twoWriteAtOnce(site) {
  const page = site.coordinator;
  await page.reload();
  await page.getByRole('button', {name: 'Modifier : E1'}).click();
  await dialog(page).getByLabel('Cible').fill('7');
  await dialog(page).getByLabel('Unité').fill('boutiques');
  const ask = asker(site, page);
  const {indicators} = await ask('GET', `/api/v1/actions/${site.action.split('/').at(-1)}/indicators`);
  const {code, label, effect, method, baseline, targets, gathering, version, id} = indicators.find((one) => one.code === 'E1');
  const theirs = {
    code,
    label: 'Locaux vacants',
    effect,
    method,
    baseline,
    targets,
    gathering,
    unit: 'vitrines',
    computed: null
  };
  await ask('PUT', `/api/v1/indicators/${id}`, {version, ...theirs});
  await button(dialog(page), 'Enregistrer').click();
  const choice = dialog(page).getByRole('group', {name: 'Changé entre-temps : Unité'});
  await until(() => choice.getByText('vitrines').count(), 'what it is now', 40);
  await accessible(page, 'an indicator changed meanwhile');
  await choice.getByRole('button', {name: /^Garder/}).click();
  await saved(page);
  const row = part(page, 'Indicateurs').getByRole('row').filter({hasText: 'E1 Locaux vacants'});
  await until(async () => /10 boutiques, cible\s: 7/.test(await row.innerText()), 'both their words', 40);
  faultless(page, 'two at once');
}

async function theConventionShowsAll(site) {
  const page = site.coordinator;
  await page.goto(site.url + site.convention);
  const state = part(page, 'État des indicateurs');
  await until(() => state.getByRole('rowheader').count(), 'all indicators', 40);
  same(await state.getByRole('rowheader').count(), 2, 'of its actions');
  await accessible(page, 'a convention with indicators');
  await state.scrollIntoViewIfNeeded();
  await picture(page, 'convention-indicators');
  const reader = await ofDemonstration(site, 'conseil@cma77.example');
  await reader.goto(site.url + site.action);
  await until(() => part(reader, 'Indicateurs').getByText('Artisans contactés').count(), 'a party reads them', 40);
  same(await reader.getByRole('button', {name: /^Modifier/}).count(), 0, 'and changes none');
  await reader.getByRole('button', {name: 'Valeurs saisies : E1'}).click();
  await until(() => dialog(reader).getByText('Relevé de terrain de juin').count(), 'the evidence', 40);
  same(await button(dialog(reader), 'Enregistrer').count(), 0, 'and enters none');
  await dialog(reader).locator('summary', {hasText: 'Documents'}).click();
  await until(() => dialog(reader).getByRole('link', {name: 'relevé.pdf'}).count(), 'the proof for a party', 40);
  same(await dialog(reader).getByLabel('Joindre un fichier').count(), 0, 'which attaches none');
  faultless(reader, 'a reader');
}

async function onAPhone(site) {
  const page = await ofDemonstration(site, COORDINATOR, PHONE);
  await page.goto(site.url + site.action);
  await until(() => part(page, 'Indicateurs').getByText('Artisans contactés').count(), 'the indicators', 40);
  await fits(page, 'indicators on a phone');
  await accessible(page, 'indicators on a phone');
  await picture(page, 'indicators-phone', {fullPage: true});
  await page.getByRole('button', {name: 'Modifier : V1'}).click();
  await fits(page, 'an indicator on a phone');
  await accessible(page, 'an indicator on a phone');
  await picture(page, 'indicator-form-phone');
  faultless(page, 'a phone');
}

async function oneIsRemoved(site) {
  const page = site.coordinator;
  await page.goto(site.url + site.action);
  await page.getByRole('button', {name: 'Supprimer : V1'}).click();
  await button(dialog(page), 'Supprimer').click();
  await until(async () => !(await part(page, 'Indicateurs').getByText('Artisans contactés').count()), 'it is gone', 40);
  faultless(page, 'one removed');
}

await tests(() => Site.open(process.argv[2]), {
  oneIsComputed,
  oneIsEnteredWithItsEvidence,
  oneTellsADelay,
  anotherPeriodIsShown,
  twoWriteAtOnce,
  theConventionShowsAll,
  onAPhone,
  oneIsRemoved
});
