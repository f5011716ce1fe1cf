// Call sheets: printed with a code, and their answers typed back by the keyboard alone.
import {accessible, faultless, fits, PHONE, picture, same, Site, tests, until} from './harness.mjs';
import {asker} from './people.mjs';
import {button, part, signedConvention} from './conventions.mjs';

async function aRoom(site) {
  await signedConvention(site);
  const ask = asker(site, site.coordinator);
  const beganAt = new Date(Date.now() - 86_400_000).toISOString();
  const {id} = await ask('POST', '/api/v1/crises', {kind: 'flood', title: 'Crue du Grand Morin', beganAt});
  await ask('POST', `/api/v1/crises/${id}/zones`, {source: 'communes', communes: ['77142']});
  site.id = id;
  site.ask = ask;
  site.room = `${site.url}/crises/${id}`;
}

async function sheetsBearACodeAndTheQuestions(site) {
  const page = site.coordinator;
  await page.goto(`${site.room}/liste?commune=77142`);
  await page.getByRole('link', {name: 'Feuilles d’appel', exact: true}).click();
  const sheets = page.getByRole('article');
  await until(async () => (await sheets.count()) > 2, 'sheets', 40);
  const first = sheets.first();
  site.code = (await first.locator('.code').textContent()).trim();
  site.name = (await first.getByRole('heading').textContent()).trim();
  if (!/^[0-9A-Z]{5}$/.test(site.code)) throw new Error(`a code: ${site.code}`);
  for (const words of ['refus de dire', 'cm']) {
    if (!(await first.getByText(words).count())) throw new Error(`the sheet does not say ${words}`);
  }
  await accessible(page, 'call sheets');
  await page.emulateMedia({media: 'print'});
  await picture(page, 'crisis-sheets');
  if (await button(page, 'Imprimer les feuilles').isVisible()) throw new Error('buttons are not printed');
  await page.emulateMedia({media: 'screen'});
  faultless(page, 'call sheets');
}

async function answersAreTypedBackByTheKeyboard(site) {
  const page = site.coordinator;
  await page.goto(`${site.room}/liste`);
  await page.getByRole('link', {name: 'Saisir des feuilles', exact: true}).click();
  const code = page.getByLabel('Code de la feuille, ou nom');
  await until(() => code.count(), 'the place for the code');
  await code.fill('ZZZZ');
  await page.keyboard.press('Enter');
  await until(() => page.getByText('Aucune fiche de la liste').count(), 'no such sheet');
  await code.fill(site.code.toLowerCase());
  await page.keyboard.press('Enter');
  const sheet = part(page, site.name);
  await until(() => sheet.count(), 'the sheet of that code');
  await button(sheet, 'Enregistrer, feuille suivante').click();
  await until(() => sheet.getByText('Répondez à une question au moins').count(), 'nothing was said');
  await accessible(page, 'a sheet typed back');
  await picture(page, 'crisis-sheet-typed', {fullPage: true});
  // The first choice is where the hands are: the arrow takes the next, Enter saves.
  await sheet.locator('input').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await until(() => page.getByRole('status').getByText('enregistré').count(), 'saved');
  await until(() => code.evaluate((box) => box === document.activeElement), 'back at the code');
  const {cases} = await site.ask('GET', `/api/v1/crises/${site.id}/cases?state=contacted&limit=10`);
  same(cases.length, 1, 'one case contacted');
  const told = await site.ask('GET', `/api/v1/crises/${site.id}/damage-reports?state=matched&limit=10`);
  same(told.reports.length, 1, 'one report');
  same(told.reports[0].source, 'phone', 'filled in on the phone');
  faultless(page, 'sheets typed back');
}

async function lostOnTheWayItIsSentOnce(site) {
  const page = site.coordinator;
  const code = page.getByLabel('Code de la feuille, ou nom');
  await code.fill(site.code);
  await page.keyboard.press('Enter');
  const sheet = part(page, site.name);
  await until(() => sheet.count(), 'the sheet again');
  // The server receives it, and its answer is lost.
  let lost = 0;
  await page.route('**/damage-reports', async (route) => {
    if (lost++ > 0) return route.continue();
    await route.fetch();
    await route.abort();
  });
  await sheet.locator('input').first().check();
  await button(sheet, 'Enregistrer, feuille suivante').click();
  await until(() => sheet.getByText('Le réseau n’a pas répondu').count(), 'said so');
  await button(sheet, 'Enregistrer, feuille suivante').click();
  await until(() => code.count(), 'saved');
  await page.unroute('**/damage-reports');
  const told = await site.ask('GET', `/api/v1/crises/${site.id}/damage-reports?state=matched&limit=10`);
  same(told.reports.length, 2, 'one report more, not two');
}

async function onAPhone(site) {
  const page = site.coordinator;
  await page.setViewportSize(PHONE.viewport);
  await fits(page, 'sheets typed back on a phone');
  await page.goto(`${site.room}/feuilles?commune=77142`);
  await until(async () => (await page.getByRole('article').count()) > 2, 'sheets', 40);
  await fits(page, 'call sheets on a phone');
}

await tests(() => Site.open(process.argv[2]), {
  aRoom,
  sheetsBearACodeAndTheQuestions,
  answersAreTypedBackByTheKeyboard,
  lostOnTheWayItIsSentOnce,
  onAPhone
});
