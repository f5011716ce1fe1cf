// Journeys with the keyboard alone, the focus seen at every stop and back in its place after each dialog; large text, narrow windows,
// colours of the reader's own, less motion.
import {accessible, DESKTOP, fail, faultless, fits, picture, same, Site, tests, totp, until} from './harness.mjs';
import {setupCode} from './people.mjs';

const CRECOIS = `/annuaire?territory=${encodeURIComponent('epci:247700438')}`;
const PASSWORD = 'trois saules au bord du Morin';

// What has the focus: its name as a screen reader would say it, and whether one sees that it has it.
const focus = (page) =>
  page.evaluate(() => {
    const on = document.activeElement;
    const label = on.getAttribute('aria-label') ?? on.labels?.[0]?.textContent ?? on.textContent ?? '';
    const style = getComputedStyle(on);
    const seen = on === document.body || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1);
    return {name: label.replace(/\s+/g, ' ').trim(), tag: on.tagName, seen};
  });

async function tabTo(page, wanted, key = 'Tab', most = 160) {
  for (let at = 0; at < most; at += 1) {
    await page.keyboard.press(key);
    const on = await focus(page);
    if (!on.seen) fail(`the focus is not seen on ${on.tag} « ${on.name.slice(0, 60)} »`);
    if (wanted.test(on.name)) return on;
  }
  return fail(`${most} times ${key} do not lead to ${wanted}`);
}
async function fill(page, wanted, text) {
  await tabTo(page, wanted);
  await page.keyboard.type(text);
}
const heading = (page) =>
  page
    .locator('h1')
    .innerText()
    .catch(() => '');
const comes = (page, title) => until(async () => (await heading(page)) === title, `the page « ${title} »`, 40);
const rows = (page) => until(() => page.locator('tbody tr').count(), 'the list', 40);

async function firstRun(site) {
  const page = await site.page();
  await page.goto(`${site.url}/installation`);
  await comes(page, 'Première mise en service');
  await tabTo(page, /^Aller au contenu/);
  await page.keyboard.press('Enter');
  await fill(page, /^Code d’installation/, setupCode(site));
  await fill(page, /^Nom$/, 'Pays Créçois');
  await fill(page, /^Territoire/, '247700438');
  await fill(page, /^Prénom et nom/, 'Alix Martin');
  await fill(page, /^Adresse électronique/, 'a.martin@example.org');
  await fill(page, /^Mot de passe/, PASSWORD);
  await page.keyboard.press('Enter');
  await comes(page, 'Ajouter un second facteur');
  const secret = (await page.locator('code').innerText()).replace(/\s/g, '');
  await fill(page, /^Premier code/, totp(secret));
  await page.keyboard.press('Enter');
  await comes(page, 'Codes de secours');
  site.recovery = await page.locator('.codes li').allInnerTexts();
  await tabTo(page, /^Je les ai notés/);
  await page.keyboard.press('Enter');
  await comes(page, 'Engagement de confidentialité');
  await tabTo(page, /^Je m’engage/);
  await page.keyboard.press('Enter');
  await rows(page);
  site.administrator = page;
  faultless(page, 'the first run by keyboard');
}

async function anInvitation(site) {
  const page = site.administrator;
  await tabTo(page, /^Organisation$/);
  await page.keyboard.press('Enter');
  await until(() => page.getByRole('heading', {name: 'Invitations'}).count(), 'the organisation', 40);
  await until(async () => (await focus(page)).tag === 'H1', 'the focus is on the heading of the new page');
  await tabTo(page, /^Noter une absence/);
  await page.keyboard.press('Enter');
  await until(() => page.getByRole('dialog').count(), 'a dialog');
  for (let at = 0; at < 12; at += 1) {
    await page.keyboard.press('Tab');
    const within = await page.evaluate(
      () => Boolean(document.activeElement.closest('dialog')) || document.activeElement === document.body
    );
    if (!within) fail('the focus leaves an open dialog');
  }
  await page.keyboard.press('Escape');
  await until(async () => !(await page.getByRole('dialog').count()), 'it is closed');
  if (!/^Noter une absence/.test((await focus(page)).name)) fail('the focus does not come back from a dialog');
  const email = page.getByRole('region', {name: 'Invitations'}).getByLabel('Adresse électronique');
  for (let at = 0; at < 80 && !(await email.evaluate((one) => one === document.activeElement)); at += 1)
    await page.keyboard.press('Tab');
  await page.keyboard.type('b.petit@example.org');
  await tabTo(page, /^Rôle$/);
  await page.keyboard.press('ArrowDown');
  await tabTo(page, /^Inviter$/);
  await page.keyboard.press('Enter');
  await until(() => page.getByRole('link', {name: /\/invitation\//}).count(), 'the link to hand over', 40);
  faultless(page, 'an invitation by keyboard');
}

async function fromSignInToATagAndBack(site) {
  const page = await site.page();
  await page.goto(`${site.url}/connexion?suite=${encodeURIComponent(CRECOIS)}`);
  await comes(page, 'Connexion');
  await fill(page, /^Adresse électronique/, 'a.martin@example.org');
  await fill(page, /^Mot de passe/, PASSWORD);
  await page.keyboard.press('Enter');
  await comes(page, 'Second facteur');
  await fill(page, /^Code à 6 chiffres/, site.recovery[0]);
  await page.keyboard.press('Enter');
  await rows(page);
  await page.keyboard.press('/');
  const name = (await page.locator('tbody td.name a').nth(3).innerText()).split(' ').slice(0, 3).join(' ');
  await page.keyboard.type(name);
  await until(() => page.url().includes('q='), 'the words in the address');
  await until(async () => (await page.locator('table[aria-busy="false"]').count()) === 1, 'the list of the search', 40);
  await page.keyboard.press('Tab');
  await page.keyboard.press('j');
  const row = await focus(page);
  if (!row.seen) fail('the focus is not seen on a row');
  await page.keyboard.press('Enter');
  await comes(page, row.name);
  same((await focus(page)).tag, 'H1', 'the focus is on the heading');
  await fill(page, /^Nouvelle étiquette/, 'au clavier');
  await page.keyboard.press('Enter');
  await until(() => page.getByRole('button', {name: 'Retirer au clavier'}).count(), 'the tag', 40);
  await tabTo(page, /^Corriger le registre/, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await until(() => page.getByRole('dialog').count(), 'the dialog');
  await page.keyboard.press('Escape');
  await until(async () => /^Corriger le registre/.test((await focus(page)).name), 'the focus comes back');
  await tabTo(page, /^← Annuaire/, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await until(() => page.url().includes('q='), 'back to the list');
  await rows(page);
  faultless(page, 'a tag by keyboard');
}

async function aCircleWithoutAPointer(site) {
  const page = await site.page();
  await page.goto(site.url + CRECOIS);
  await rows(page);
  await until(() => page.getByRole('button', {name: 'Tracer un cercle'}).count(), 'the map', 40);
  await tabTo(page, /^Tracer un cercle/);
  await page.keyboard.press('Enter');
  await tabTo(page, /^Rayon/);
  await page.keyboard.press('ArrowDown');
  await fill(page, /^Centre/, '48.8575, 2.8797');
  await accessible(page, 'the form of a circle');
  await picture(page, 'circle-form');
  await page.keyboard.press('Enter');
  await until(() => page.url().includes('radius=2.879700,48.857500,2000'), 'the circle in the address');
  await rows(page);
  await tabTo(page, /^Retirer la zone/);
  await page.keyboard.press('Enter');
  await until(() => !page.url().includes('radius='), 'it is gone');
  faultless(page, 'a circle by keyboard');
}

async function aZoneWithoutAPointer(site) {
  const page = await site.page();
  await page.goto(site.url + CRECOIS);
  await rows(page);
  await until(() => page.getByRole('button', {name: 'Dessiner une zone'}).count(), 'the map', 40);
  await tabTo(page, /^Dessiner une zone/);
  await page.keyboard.press('Enter');
  await until(() => page.getByText('Espace pose un sommet').count(), 'how it is done');
  await page.locator('canvas').focus();
  const place = () => new URL(page.url()).searchParams.get('vue');
  await page.keyboard.press('Space');
  for (const key of ['ArrowRight', 'ArrowDown']) {
    const before = place();
    await page.keyboard.press(key);
    await until(() => place() !== before, `${key} moves the map`);
    await page.keyboard.press('Space');
  }
  await picture(page, 'zone-by-keyboard');
  await page.keyboard.press('Enter');
  await until(() => page.url().includes('polygon='), 'the zone in the address');
  await rows(page);
  faultless(page, 'a zone by keyboard');
}

async function shortcutsAreSwitchedOff(site) {
  const page = await site.page();
  await page.goto(site.url + CRECOIS);
  await rows(page);
  await page.keyboard.press('?');
  const box = page.getByRole('checkbox', {name: 'Raccourcis d’une seule touche'});
  await until(() => box.count(), 'the help');
  await box.uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.keyboard.press('j');
  same(await page.getByRole('dialog').count(), 0, 'a key that is switched off');
  same(await page.evaluate(() => Boolean(document.activeElement.closest('tbody'))), false, 'no row has the focus');
  await page.reload();
  await rows(page);
  await page.keyboard.press('?');
  same(await page.getByRole('dialog').count(), 0, 'and stays so');
}

async function nothingHoldsTheFocus(site) {
  const page = await site.page();
  const {cookies} = await site.administrator.context().storageState();
  await page.context().addCookies(cookies);
  for (const path of [
    '/portefeuilles',
    '/fiches-locales/ajouter',
    '/conventions',
    '/registre',
    '/journal',
    '/territoires/77142'
  ]) {
    await page.goto(site.url + path);
    await until(() => page.locator('h1').count(), path, 40);
    await until(async () => !(await page.getByText('Chargement').count()), 'the page', 40);
    const stops = [];
    for (let at = 0; at < 140; at += 1) {
      await page.keyboard.press('Tab');
      const on = await focus(page);
      if (!on.seen) fail(`${path}: the focus is not seen on ${on.tag} « ${on.name.slice(0, 60)} »`);
      if (on.tag === 'BODY' || (stops.length > 2 && on.name === stops[0])) break;
      stops.push(on.name);
    }
    if (stops.length < 6 || stops.length > 130) fail(`${path}: ${stops.length} stops`);
  }
  faultless(page, 'the focus');
}

// 200 % of text and 400 % of zoom are a window of 640 and of 320 pixels.
async function largeAndNarrow(site) {
  const {cookies} = await site.administrator.context().storageState();
  for (const width of [640, 320]) {
    const page = await site.page({viewport: {width, height: 640}}, {storageState: {cookies, origins: []}});
    for (const path of [
      CRECOIS,
      '/etablissements/ID',
      '/territoires/247700438',
      '/portefeuilles',
      '/selections',
      '/fiches-locales',
      '/fiches-locales/ajouter',
      '/conventions',
      '/registre',
      '/organisation',
      '/journal',
      '/accessibilite'
    ]) {
      await page.goto(site.url + path.replace('ID', site.someone));
      await until(() => page.locator('h1').count(), path, 40);
      await until(async () => !(await page.locator('main').getByText('Chargement').count()), 'the page', 40);
      await fits(page, `${path} at ${width} pixels`);
    }
    await page.goto(site.url + CRECOIS);
    await rows(page);
    await picture(page, `directory-${width}`);
    await page.context().close();
  }
}

async function textOfTwiceTheSize(site) {
  const page = await site.page();
  for (const path of [CRECOIS, `/etablissements/${site.someone}`, '/connexion', '/accessibilite']) {
    await page.goto(site.url + path);
    await until(() => page.locator('h1').count(), path, 40);
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
    if (path === CRECOIS) await rows(page);
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll('button, a.button, h1, h2')]
        .filter((one) => one.checkVisibility() && !one.classList.contains('unseen') && !one.closest('.unseen'))
        .filter((one) => getComputedStyle(one).clipPath === 'none')
        .filter((one) => one.scrollHeight > one.clientHeight + 4 && getComputedStyle(one).overflowY === 'hidden')
        .map((one) => one.textContent.trim().slice(0, 40))
    );
    same(cut, [], `text cut off on ${path}`);
    await picture(page, `large-text-${path.split('?')[0].split('/')[1]}`);
    // Letters, words and lines further apart (WCAG 1.4.12), at the usual size.
    const lost = await page.evaluate(() => {
      document.documentElement.style.fontSize = '';
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('* {line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important}');
      document.adoptedStyleSheets = [sheet];
      return [...document.querySelectorAll('td, th, dt, dd, label, button, a.button, p, h1, h2')]
        .filter((one) => one.checkVisibility() && !one.closest('.unseen, header nav, .menu, svg'))
        .filter((one) => getComputedStyle(one).clipPath === 'none')
        .filter((one) => one.scrollWidth > one.clientWidth + 2 && getComputedStyle(one).overflowX === 'hidden')
        .map((one) => `${one.className} ${one.textContent.trim().slice(0, 40)}`);
    });
    same(lost, [], `text lost on ${path} when it is spaced`);
    await fits(page, `${path} with spaced text`);
  }
}

async function coloursOfTheReader(site) {
  const page = await site.page(DESKTOP, {forcedColors: 'active', colorScheme: 'dark'});
  await page.goto(site.url + CRECOIS);
  await rows(page);
  const seen = await page.evaluate(() => {
    const sign = document.querySelector('.signs svg path');
    const box = document.querySelector('input[type=search]');
    return [
      getComputedStyle(sign).fill !== 'none' || getComputedStyle(sign).stroke !== 'none',
      getComputedStyle(box).borderStyle
    ];
  });
  same(seen, [true, 'solid'], 'signs and boxes keep their outline');
  await picture(page, 'forced-colours');
  await page.goto(`${site.url}/etablissements/${site.someone}`);
  await until(() => page.locator('#identity').count(), 'an establishment', 40);
  await picture(page, 'forced-colours-establishment');
  faultless(page, 'forced colours');
}

async function lessMotion(site) {
  const page = await site.page(DESKTOP, {reducedMotion: 'reduce'});
  await page.goto(site.url + CRECOIS);
  await rows(page);
  const moving = await page.evaluate(
    () =>
      [...document.querySelectorAll('*')].filter((one) => {
        const style = getComputedStyle(one);
        const lasts = (text) => text.split(',').some((part) => parseFloat(part) > 0);
        return (
          (lasts(style.transitionDuration) && style.transitionProperty !== 'none') ||
          (lasts(style.animationDuration) && style.animationName !== 'none')
        );
      }).length
  );
  same(moving, 0, 'what moves though less motion is asked');
}

async function find(site) {
  const answer = await fetch(`${site.url}/api/v1/establishments?territory=77142&sort=size&limit=1`);
  site.someone = (await answer.json()).rows[0].id;
}

await tests(() => Site.open(process.argv[2]), {
  find,
  firstRun,
  anInvitation,
  fromSignInToATagAndBack,
  aCircleWithoutAPointer,
  aZoneWithoutAPointer,
  shortcutsAreSwitchedOff,
  nothingHoldsTheFocus,
  largeAndNarrow,
  textOfTwiceTheSize,
  coloursOfTheReader,
  lessMotion
});
