// What partners say of a business: tags, a description, corrections with their reasons, and the register that follows them.
import {accessible, faultless, picture, Site, tests, until} from './harness.mjs';
import {firstAdministrator} from './people.mjs';

// The same page serves all tests.
async function signedIn(site) {
  return (site.agentPage ??= await firstAdministrator(site));
}

async function tagsAndCorrections(site) {
  const page = await signedIn(site);
  await page.goto(`${site.url}/annuaire?territory=77142&chamber=cci&chamber-mode=only`);
  await page.locator('tbody a').first().click();
  await until(() => page.getByRole('heading', {name: 'Ce que les partenaires en savent'}).count(), 'the casework', 40);
  await page.getByLabel('Nouvelle étiquette').fill('marché du samedi');
  await page.getByRole('button', {name: 'Ajouter', exact: true}).click();
  await until(() => page.locator('li', {hasText: 'marché du samedi'}).count(), 'the tag', 40);
  await page.getByRole('button', {name: 'Corriger le registre'}).click();
  await accessible(page, 'the form of a correction');
  await page.getByLabel('Description').fill('Vend aussi au marché\nle jeudi <b>matin</b>');
  await page.getByLabel('Raison').fill('visite du 12 novembre');
  await page.getByRole('button', {name: 'Enregistrer'}).click();
  await until(() => page.locator('.description', {hasText: '<b>matin</b>'}).count(), 'the description, as it was typed', 40);
  await page.getByRole('button', {name: 'Corriger le registre'}).click();
  await page.getByLabel('Ce qui est à corriger').selectOption('chambers');
  await page.getByRole('checkbox', {name: 'CMA'}).check();
  await page.getByLabel('Raison').fill('immatriculée en octobre');
  await page.getByRole('button', {name: 'Enregistrer'}).click();
  await until(() => page.locator('.signs', {hasText: 'CMA'}).count(), 'the chamber in the heading', 40);
  await accessible(page, 'an establishment with casework');
  await picture(page, 'casework', {fullPage: true});
  await page.goto(`${site.url}/annuaire?territory=77142&tag=${encodeURIComponent('marché du samedi')}`);
  await until(
    async () => (await page.locator('#count').innerText()).replace(/\s/g, '') === '1établissement',
    'the tag is a filter',
    40
  );
  await page.locator('tbody a').first().click();
  await page.getByRole('button', {name: 'Retirer la correction Chambres'}).click();
  await until(async () => !(await page.locator('.signs', {hasText: 'CMA'}).count()), 'the register counts again', 40);
  faultless(page, 'casework');
}

async function selections(site) {
  const page = await signedIn(site);
  await page.goto(`${site.url}/annuaire?territory=77142&activity=F`);
  await until(() => page.getByRole('button', {name: 'Sélections'}).count(), 'the menu', 40);
  const count = await page.locator('#count').innerText();
  await page.getByRole('button', {name: 'Sélections'}).click();
  await page.getByLabel('Garder la question').fill('Artisans du bâtiment');
  await accessible(page, 'selections');
  await page.getByRole('button', {name: 'Garder', exact: true}).click();
  await until(() => page.getByRole('button', {name: /^Artisans du bâtiment/}).count(), 'the selection', 40);
  await page.getByRole('button', {name: 'Ce qui a changé'}).click();
  await until(() => page.getByText(/Les changements seront comptés|Depuis le/).count(), 'the first look', 40);
  await page.getByRole('button', {name: /^J’ai vu/}).click();
  await until(() => page.getByText('Noté').count(), 'that it was seen', 40);
  await page.goto(`${site.url}/annuaire`);
  await until(() => page.getByRole('button', {name: 'Sélections'}).count(), 'the menu', 40);
  await page.getByRole('button', {name: 'Sélections'}).click();
  await page.getByRole('button', {name: /^Artisans du bâtiment/}).click();
  await until(
    async () => page.url().includes('activity=F') && (await page.locator('#count').innerText()) === count,
    'the same question',
    40
  );
  await page.getByRole('button', {name: 'Sélections'}).click();
  await page.getByRole('button', {name: 'Retirer Artisans du bâtiment'}).click();
  await until(async () => !(await page.getByRole('button', {name: /^Artisans du bâtiment/}).count()), 'it is gone', 40);
  faultless(page, 'selections');
}

await tests(() => Site.open(process.argv[2]), {tagsAndCorrections, selections});
