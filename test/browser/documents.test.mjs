// Documents attached to a convention and to a business: by a button, by dropping, too large, removed; what a partner and a phone see.
import {part, signedConvention} from './conventions.mjs';
import {accessible, fail, faultless, fits, PHONE, picture, same, Site, tests, until} from './harness.mjs';
import {ofDemonstration} from './people.mjs';

const NAME = 'Documents joints';
const PDF = (text, size = 0) => Buffer.concat([Buffer.from(`%PDF-1.7\n${text}`), Buffer.alloc(size, 'x')]);
const here = (page) => part(page, NAME);
const shows = (page, text) => until(() => here(page).getByText(text).count(), text, 60);
const give = (page, name, buffer) =>
  here(page).getByLabel('Joindre un fichier').setInputFiles({name, mimeType: 'application/pdf', buffer});

async function toAConvention(site) {
  await signedConvention(site);
  const page = site.coordinator;
  await page.goto(site.url + site.convention);
  await shows(page, 'Aucun document joint.');
  await here(page).getByRole('checkbox').check();
  await give(page, 'convention signée.pdf', PDF('signed', 3_000_000));
  await shows(page, 'convention signée.pdf');
  await shows(page, '3 Mo');
  await shows(page, 'sans donnée personnelle');
  await give(page, 'bis.pdf', PDF('signed', 3_000_000));
  await shows(page, 'Ce fichier est déjà joint ici');
  await give(page, 'page.pdf', Buffer.from('<html>'));
  await shows(page, 'Ce type de fichier');
  await accessible(page, 'documents of a convention');
  await picture(here(page), 'documents-convention');
  faultless(page, 'attached to a convention');
}

async function savedByAPartner(site) {
  const page = site.chamber;
  await page.goto(site.url + site.convention);
  await shows(page, 'convention signée.pdf');
  same(
    await here(page)
      .getByRole('button', {name: /^Retirer/})
      .count(),
    0,
    'what another party attached'
  );
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    here(page).getByRole('link', {name: 'convention signée.pdf'}).click()
  ]);
  same(download.suggestedFilename(), 'convention signée.pdf', 'its name');
  faultless(page, 'saved by a partner');
}

async function droppedOnABusiness(site) {
  const page = (site.agent = await ofDemonstration(site, 'developpement@pays-crecois.example'));
  await page.goto(`${site.url}/annuaire?territory=77142&chamber=cma`);
  await page.locator('tbody a').first().click();
  await shows(page, 'Aucun document joint.');
  site.business = page.url();
  await here(page)
    .getByRole('group')
    .evaluate((place) => {
      const data = new DataTransfer();
      data.items.add(new File(['nom;ville\nFournil;Crécy\n'], 'liste du marché.csv'));
      place.dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}));
    });
  await shows(page, 'liste du marché.csv');
  await give(page, 'énorme.pdf', PDF('', 21 * 1024 * 1024));
  await shows(page, 'est trop gros');
  await accessible(page, 'documents of a business');
  await picture(here(page), 'documents-business');
  faultless(page, 'dropped on a business');
}

async function hiddenByTheConvention(site) {
  const page = await ofDemonstration(site, 'conseil@cma77.example');
  await page.goto(site.business);
  await shows(page, 'dont la convention n’ouvre pas le contenu');
  if ((await page.content()).includes('liste du marché')) fail('a partner is told the name');
  await picture(here(page), 'documents-hidden');
  faultless(page, 'hidden');
}

async function removed(site) {
  const page = site.agent;
  await page.goto(site.business);
  await shows(page, 'liste du marché.csv');
  await here(page)
    .getByRole('button', {name: /^Retirer/})
    .click();
  await until(() => page.getByRole('dialog').getByText('est effacé pour tous').count(), 'the question', 40);
  await accessible(page, 'the question before removing');
  await picture(page, 'documents-remove');
  await page.getByRole('dialog').getByRole('button', {name: 'Retirer', exact: true}).click();
  await shows(page, 'Aucun document joint.');
  faultless(page, 'removed');
}

async function onAPhone(site) {
  const page = await ofDemonstration(site, 'terrain@pays-crecois.example', PHONE);
  await page.goto(site.business);
  await shows(page, 'Aucun document joint.');
  await give(page, 'photo de la vitrine avant les travaux de la rue de la Chaussée.pdf', PDF('photo', 300_000));
  await shows(page, 'photo de la vitrine');
  await fits(page, 'documents on a phone');
  await accessible(page, 'documents on a phone');
  await picture(here(page), 'documents-phone');
  faultless(page, 'a phone');
}

await tests(() => Site.open(process.argv[2]), {
  toAConvention,
  savedByAPartner,
  droppedOnABusiness,
  hiddenByTheConvention,
  removed,
  onAPhone
});
