// A visit from the establishment's page, in few presses; what a partner of the convention reads of it in another browser; what stays in
// the organisation; on a phone in the street.
import {signedConvention} from './conventions.mjs';
import {accessible, fail, faultless, fits, PHONE, picture, same, Site, tests, until} from './harness.mjs';
import {ofDemonstration} from './people.mjs';

const NOTES = 'Cherche un repreneur pour 2028.\nA relancer au printemps <b>sans faute</b>.';
const part = (page) => page.getByRole('region', {name: 'Qui l’a vue, quand, à quel sujet'});
const dialog = (page) => page.getByRole('dialog');
const comes = (page) => until(() => part(page).count(), 'who saw it', 40);
const closed = (page, what) => until(async () => !(await dialog(page).count()), what, 40);

// What the hand does beside typing text: counted, at most 12 (docs/performance.md).
class Hand {
  presses = 0;
  constructor(page) {
    this.page = page;
  }
  async key(name) {
    this.presses += 1;
    await this.page.keyboard.press(name);
  }
  async click(target) {
    this.presses += 1;
    await target.click();
  }
  async type(target, text) {
    await this.click(target);
    await this.page.keyboard.insertText(text);
  }
}

async function aVisitInFewPresses(site) {
  await signedConvention(site, {renewal: 'tacit', renewalMonths: 12});
  const page = (site.agent = await ofDemonstration(site, 'developpement@pays-crecois.example'));
  await page.goto(`${site.url}/annuaire?territory=77142&chamber=cma`);
  await page.locator('tbody a').first().click();
  await comes(page);
  site.business = page.url();
  await until(() => part(page).getByText('Aucun échange consigné.').count(), 'that there is none', 40);
  const hand = new Hand(page);
  await hand.key('v');
  await until(() => dialog(page).count(), 'the form', 40);
  await accessible(page, 'the form of an exchange');
  await hand.type(dialog(page).getByLabel('Compte rendu'), NOTES);
  await until(async () => (await dialog(page).getByLabel('Sujet').inputValue()) !== '', 'the theme is chosen', 40);
  await picture(page, 'exchange-form');
  await hand.click(dialog(page).getByRole('button', {name: 'Consigner', exact: true}));
  await closed(page, 'it is noted');
  await until(() => part(page).getByText('Échange consigné.').count(), 'that it was noted', 40);
  if (hand.presses > 12) fail(`a visit takes ${hand.presses} presses`);
  console.log(`      a visit: ${hand.presses} presses beside its text`);
  same(await part(page).locator('li .notes').innerText(), NOTES, 'the minutes, as they were typed');
  await part(page).getByRole('button', {name: 'Consigner une visite'}).click();
  await dialog(page).getByLabel('Sujet').selectOption({label: 'Difficultés'});
  await until(() => dialog(page).getByText('Ce sujet reste dans votre organisation').count(), 'that it is kept in', 40);
  await dialog(page).getByLabel('Compte rendu').fill('Échéances impayées.');
  await dialog(page).getByRole('button', {name: 'Consigner', exact: true}).click();
  await closed(page, 'the sensitive one');
  await until(async () => (await part(page).locator('li').count()) === 2, 'both', 40);
  await accessible(page, 'who saw it');
  await picture(part(page), 'exchanges-own');
  faultless(page, 'a visit');
}

async function whatAPartnerSees(site) {
  const page = (site.partner = await ofDemonstration(site, 'conseil@cma77.example'));
  await page.goto(site.business);
  await comes(page);
  await until(async () => (await part(page).locator('li').count()) === 1, 'the visit alone', 40);
  const line = await part(page).locator('li').innerText();
  for (const text of ['Visite', 'Prise de contact', 'Maud Chastel', 'Pays Créçois', 'compte rendu réservé à'])
    if (!line.includes(text)) fail(`a partner is not shown « ${text} »: ${line}`);
  for (const text of ['Cherche un', 'impayées'])
    if ((await page.content()).includes(text)) fail(`a partner is shown « ${text} »`);
  if (await part(page).locator('li').getByRole('button').count()) fail('a partner changes it');
  await picture(part(page), 'exchanges-partner');
  faultless(page, 'a partner');
}

async function nothingIsOverwritten(site) {
  const page = site.agent;
  const other = await ofDemonstration(site, 'coordination@pays-crecois.example');
  const first = (one) => part(one).locator('li', {hasText: 'repreneur'}).getByRole('button');
  await other.goto(site.business);
  await comes(other);
  for (const one of [page, other]) {
    await first(one).click();
    await until(() => dialog(one).count(), 'the form', 40);
    await dialog(one)
      .getByLabel('Temps passé')
      .selectOption(one === page ? {label: '45 min'} : {label: '2 h'});
  }
  await dialog(page).getByRole('button', {name: 'Enregistrer'}).click();
  await closed(page, 'the first one');
  await dialog(other).getByRole('button', {name: 'Enregistrer'}).click();
  await until(
    () =>
      dialog(other)
        .getByText('Quelqu’un d’autre')
        .count()
        .then((n) => n || dialog(other).getByText("Quelqu'un d'autre").count()),
    'that it was changed meanwhile',
    40
  );
  same(await dialog(other).getByLabel('Temps passé').inputValue(), '120', 'what was chosen is not lost');
  await other.context().close();
  await first(page).click();
  await dialog(page).getByRole('button', {name: 'Supprimer cet échange'}).click();
  await dialog(page).getByRole('button', {name: 'Supprimer pour de bon'}).click();
  await closed(page, 'it is deleted');
  await until(async () => (await part(page).locator('li').count()) === 1, 'one is left', 40);
  faultless(page, 'changes');
}

async function fromAPhoneInTheStreet(site) {
  const page = await ofDemonstration(site, 'terrain@pays-crecois.example', PHONE);
  await page.goto(site.business);
  await comes(page);
  await part(page).getByRole('button', {name: 'Consigner une visite'}).click();
  await until(() => dialog(page).count(), 'the form', 40);
  await fits(page, 'the form on a phone');
  await picture(page, 'exchange-form-phone');
  await dialog(page).getByLabel('Appel').check();
  await dialog(page).getByRole('button', {name: 'Consigner', exact: true}).click();
  await closed(page, 'it is noted');
  await until(() => part(page).getByText('Appel').count(), 'the call', 40);
  await fits(page, 'who saw it on a phone');
  await accessible(page, 'who saw it on a phone');
  await picture(page, 'exchanges-phone', {fullPage: true});
  faultless(page, 'a phone');
}

const found = async (page) => Number((await page.locator('#count').innerText()).replace(/[^\d]/g, ''));

// The directory's filter and column, of what each may read; a partner's own filter finds what was opened to it, an analyst has none.
async function whoWasNotSeenForAYear(site) {
  const page = site.agent;
  const address = `${site.url}/annuaire?territory=77142&chamber=cma&colonnes=name,lastContact`;
  for (const one of [page, site.partner]) {
    await one.goto(address);
    await until(() => one.locator('tbody tr').count(), 'the businesses', 40);
    const all = await found(one);
    const choose = (name) => one.getByRole('radio', {name, exact: true}).check();
    await one.locator('summary', {hasText: 'Dernier contact'}).click();
    await choose('Vus depuis 12 mois');
    await until(async () => (await found(one)) === 1, 'the one that was visited', 40);
    if (!(await one.locator('td.lastContact').first().innerText()).trim()) fail('no day of the last contact');
    await choose('Jamais vus');
    await until(async () => (await found(one)) === all - 1, 'the others', 40);
    await choose('Pas vus depuis 12 mois');
    await until(async () => (await one.locator('ul.chips li').count()) >= 3, 'what was chosen stands above', 40);
    same(await found(one), all - 1, 'not seen for a year: those never seen too');
    if (one === page) {
      await accessible(one, 'the filter of last contacts');
      await picture(one, 'directory-last-contact');
    }
    faultless(one, 'last contacts');
  }
}

await tests(() => Site.open(process.argv[2]), {
  aVisitInFewPresses,
  whatAPartnerSees,
  nothingIsOverwritten,
  fromAPhoneInTheStreet,
  whoWasNotSeenForAYear
});
