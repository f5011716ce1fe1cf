// The map by plain presses: moved by its buttons, a zone drawn with them, on a desktop and a phone.
import {accessible, DESKTOP, fail, faultless, fits, PHONE, picture, same, Site, tests, until} from './harness.mjs';
import {ofDemonstration} from './people.mjs';

const CRECOIS = `/annuaire?territory=${encodeURIComponent('epci:247700438')}`;
const SIDES = ['haut', 'bas', 'gauche', 'droite'];
const move = (page, side) =>
  page.getByRole('button', {name: `Déplacer la carte vers ${side === 'haut' || side === 'bas' ? 'le' : 'la'} ${side}`});
const view = (page) => new URL(page.url()).searchParams.get('vue')?.split(',').map(Number) ?? null;

async function opened(site, kind = DESKTOP, more = {}) {
  const page = await site.page(kind, more);
  await page.goto(site.url + CRECOIS);
  await until(() => page.locator('tbody tr').count(), 'the list', 40);
  if (kind === PHONE) await page.getByRole('button', {name: 'Carte'}).tap();
  await until(() => move(page, 'haut').count(), 'the map', 40);
  return page;
}

// Each press changes the view in the address, to its side.
async function moves(page, press) {
  await press(move(page, 'droite'));
  let before = await until(() => view(page), 'the view in the address');
  for (const [side, at, sign] of [
    ['droite', 0, 1],
    ['bas', 1, -1],
    ['gauche', 0, -1],
    ['haut', 1, 1]
  ]) {
    await press(move(page, side));
    await until(() => String(view(page)) !== String(before), `${side} moves the map`);
    const now = view(page);
    if (Math.sign(now[at] - before[at]) !== sign) fail(`${side}: ${before} to ${now}`);
    if (Math.abs(now[1 - at] - before[1 - at]) > 1e-4) fail(`${side} moves it elsewhere too: ${before} to ${now}`);
    before = now;
  }
}

// What stands over the map hides none of its buttons, nor the middle where a corner is put.
async function nothingIsHidden(page, what) {
  const hidden = await page.evaluate(() => {
    const over = (one, x, y) => one.contains(document.elementFromPoint(x, y));
    const panel = document.querySelector('.maplibregl-map');
    const box = panel.getBoundingClientRect();
    const buttons = [...panel.parentElement.querySelectorAll('button')].filter((one) => one.getBoundingClientRect().width > 2);
    const covered = buttons.filter((one) => {
      const {left, top, width, height} = one.getBoundingClientRect();
      return !over(one, left + width / 2, top + height / 2);
    });
    const names = covered.map((one) => one.textContent.trim() || one.title);
    return over(panel, box.left + box.width / 2, box.top + box.height / 2) ? names : [...names, 'the middle of the map'];
  });
  same(hidden, [], `hidden on ${what}`);
}

async function targets(page, least) {
  for (const side of SIDES) {
    const {width, height} = await move(page, side).boundingBox();
    if (width < least || height < least) fail(`${side}: ${width} × ${height} pixels`);
    same(await move(page, side).getAttribute('title'), await move(page, side).getAttribute('aria-label'), 'the tooltip');
  }
}

async function movedByItsButtons(site) {
  const page = await opened(site);
  await moves(page, (button) => button.click());
  await moves(page, (button) => button.press('Enter'));
  await targets(page, 24);
  same(await page.getByRole('group', {name: 'Déplacer la carte'}).getByRole('button').count(), 4, 'in one group');
  await accessible(page, 'a map that was moved');
  await picture(page, 'map-moved');
  const dark = await opened(site, {...DESKTOP, colorScheme: 'dark'});
  await until(() => dark.getByText('Fond schématique').count(), 'the ground');
  await picture(dark, 'map-moved-dark');
  faultless(page, 'the buttons of the map');
}

async function movedOnThePhone(site) {
  const page = await opened(site, PHONE);
  await moves(page, (button) => button.tap());
  await targets(page, 43.5);
  await accessible(page, 'the buttons on a phone');
  await picture(page, 'map-moved-phone');
  await page.getByRole('button', {name: 'Dessiner une zone'}).tap();
  await nothingIsHidden(page, 'a phone');
  await accessible(page, 'drawing on a phone');
  await picture(page, 'map-polygon-phone');
  await fits(page, 'drawing on a phone');
  faultless(page, 'the buttons on a phone');
}

async function aLowWindow(site) {
  for (const [name, kind] of [
    ['lying-phone', {...PHONE, viewport: {width: 740, height: 360}}],
    ['zoomed', {viewport: {width: 640, height: 400}}]
  ]) {
    const page = await site.page(kind);
    await page.goto(site.url + CRECOIS);
    await until(() => page.locator('tbody tr').count(), 'the list', 40);
    await page.getByRole('button', {name: 'Carte'}).click();
    await until(() => move(page, 'haut').count(), 'the map', 40);
    await move(page, 'droite').click();
    await until(() => view(page), 'the view in the address');
    await nothingIsHidden(page, name);
    await page.getByRole('button', {name: 'Dessiner une zone'}).click();
    await until(() => page.getByRole('button', {name: 'Terminer'}).count(), 'the tool');
    await nothingIsHidden(page, `${name}, drawing`);
    await picture(page, `map-${name}`);
  }
}

async function aZoneByPlainPresses(site) {
  const page = await opened(site);
  const press = (name) => page.getByRole('button', {name}).click();
  await press('Dessiner une zone');
  const finish = page.getByRole('button', {name: 'Terminer'});
  same(await finish.isDisabled(), true, 'nothing to finish');
  await press('Poser un sommet au milieu');
  let before = null;
  for (const side of ['droite', 'bas', 'gauche']) {
    await move(page, side).click();
    before = await until(() => String(view(page)) !== String(before) && view(page), `${side} moves the map`);
    await press('Poser un sommet au milieu');
  }
  await press('Retirer le dernier');
  same(await finish.isDisabled(), false, 'three corners are a zone');
  await accessible(page, 'drawing by presses');
  await nothingIsHidden(page, 'a desktop');
  await picture(page, 'map-polygon');
  await finish.click();
  await until(() => page.url().includes('polygon='), 'the zone in the address');
  same(new URL(page.url()).searchParams.get('polygon').split(',').length, 6, 'three corners');
  faultless(page, 'a zone by plain presses');
}

async function aCircleByPlainPresses(site) {
  const page = await opened(site);
  await move(page, 'droite').click();
  const [longitude, latitude] = await until(() => view(page), 'the view in the address');
  await page.getByRole('button', {name: 'Tracer un cercle'}).click();
  await page.getByRole('button', {name: 'Tracer', exact: true}).click();
  await until(() => page.url().includes('radius='), 'the circle in the address');
  const [x, y] = new URL(page.url()).searchParams.get('radius').split(',').map(Number);
  if (Math.abs(x - longitude) > 1e-3 || Math.abs(y - latitude) > 1e-3) fail(`${x}, ${y} is not the middle of the map`);
  faultless(page, 'a circle by plain presses');
}

async function theMapOfAPosition(site) {
  for (const [name, kind] of [
    ['desktop', DESKTOP],
    ['phone', PHONE]
  ]) {
    const page = await ofDemonstration(site, 'developpement@pays-crecois.example', kind);
    await page.goto(`${site.url}/fiches-locales/ajouter`);
    await until(() => move(page, 'bas').count(), 'the map', 40);
    const frame = await page.locator('.maplibregl-map').boundingBox();
    const scale = await page.locator('.maplibregl-ctrl-scale').boundingBox();
    for (const side of SIDES) {
      const {y, height} = await move(page, side).boundingBox();
      if (y + height > Math.min(frame.y + frame.height, scale.y))
        fail(`${side} lies out of the map, or on its scale, on a ${name}`);
    }
    await move(page, 'bas').click();
    await page.locator('.maplibregl-map').scrollIntoViewIfNeeded();
    await picture(page, `map-position-${name}`);
    await accessible(page, 'the map of a position');
    faultless(page, 'the map of a position');
  }
}

await tests(() => Site.open(process.argv[2]), {
  movedByItsButtons,
  movedOnThePhone,
  aLowWindow,
  aZoneByPlainPresses,
  aCircleByPlainPresses,
  theMapOfAPosition
});
