// The field application: an extract is taken, the network is cut and the server stopped, the browser killed in the middle of a report;
// nothing is lost, nothing is in clear, and what is sent ten times is stored once.
import {randomUUID} from 'node:crypto';
import {join} from 'node:path';
import {accessible, fail, faultless, fits, picture, same, Site, tests, totp, until} from './harness.mjs';
import {asker, ofDemonstration, passwordOf} from './people.mjs';
import {Phone} from './phone.mjs';

const FIELD_AGENT = 'terrain@pays-crecois.example';
const CODE = 'crue-48291';
const PERSON = 'Philibert Trouvetout';
const SHOP = 'Bazar de la Passerelle';
const CONTROL = 'témoin-de-la-recherche-7f3a';
const MORE = new Date(Date.now() - 6 * 3600 * 1000).toISOString();
const button = (page, name) => page.getByRole('button', {name, exact: true});
const heading = (page, name) => page.getByRole('heading', {level: 1, name});

async function started(site) {
  site.port = Number(new URL(site.url).port);
  site.coordinator = await ofDemonstration(site, 'coordination@pays-crecois.example');
  const ask = (site.ask = asker(site, site.coordinator));
  const opened = (title, exercise) =>
    ask('POST', '/api/v1/crises', {kind: 'flood', title, description: '', beganAt: MORE, exercise});
  const room = await opened('Crue du Grand Morin', false);
  await opened('Répétition de mars', true);
  site.room = `/api/v1/crises/${room.id}`;
  await ask('POST', `${site.room}/zones`, {source: 'communes', communes: ['77128'], field: 'all'});
  const {cases} = await ask('GET', `${site.room}/cases?limit=500`);
  const named = cases.filter((it) => it.row?.name?.text && it.row.address?.text);
  const once = (it) => named.filter((other) => other.row.name.text === it.row.name.text).length === 1;
  site.cases = named.filter(once).slice(0, 4);
  same(site.cases.length, 4, 'businesses of whom the names are known');
  site.nameOf = (at) => site.cases[at].row.name.text;
  // For the trail.
  const root = await site.page();
  await root.goto(`${site.url}/plan-du-site`);
  const asRoot = asker(site, root);
  await asRoot('POST', '/api/v1/session', {email: 'administration@pays-crecois.example', password: passwordOf(site)});
  const {secret} = await asRoot('POST', '/api/v1/session/totp', {});
  await asRoot('PUT', '/api/v1/session/totp', {code: totp(secret)});
  await asRoot('POST', '/api/v1/session/notice', {});
  site.admin = (path) => asRoot('GET', path);
  // The notice was accepted before, in the full application.
  const agent = await ofDemonstration(site, FIELD_AGENT);
  await agent.context().close();
  site.phone = new Phone(join(site.folder, 'phone'));
}

const stopServer = async (site) => {
  const ended = new Promise((done) => site.process.once('exit', done));
  site.process.kill('SIGTERM');
  await ended;
};
const startServer = (site) => site.serve('', site.port);

async function signIn(site, page) {
  await until(() => page.getByLabel('Mot de passe').count(), 'the sign-in');
  await page.getByLabel('Adresse électronique').fill(FIELD_AGENT);
  await page.getByLabel('Mot de passe').fill(passwordOf(site));
  await button(page, 'Se connecter').click();
}
async function unlock(page, code = CODE) {
  await page.getByLabel('Code de ce téléphone').fill(code);
  await button(page, 'Ouvrir').click();
}

async function anExtractIsTaken(site) {
  const page = await site.phone.start();
  await page.goto(`${site.url}/terrain`);
  await until(() => heading(page, 'Prendre un extrait').count(), 'the beginning');
  await accessible(page, 'the sign-in of the field application');
  await signIn(site, page);
  await until(() => page.getByLabel('Crise').count(), 'the crises');
  await until(() => page.getByRole('option', {name: 'EXERCICE · Répétition de mars'}).count(), 'an exercise is marked');
  await page.getByLabel('Crise').selectOption({label: 'Crue du Grand Morin'});
  await page.getByLabel('Une commune').check();
  await page.getByLabel('Commune', {exact: true}).selectOption('77128');
  await page.getByLabel('Code de ce téléphone').fill('123456');
  await until(() => page.getByText('Trop facile à deviner').count(), 'a weak code');
  await page.getByLabel('Le même code').fill('123456');
  await button(page, 'Prendre un extrait').click();
  await until(() => page.getByRole('alert').getByText('Trop facile à deviner').count(), 'it is refused');
  await page.getByLabel('Code de ce téléphone').fill(CODE);
  await page.getByLabel('Le même code').fill(CODE);
  await fits(page, 'taking an extract');
  await accessible(page, 'taking an extract');
  await picture(page, 'field-take', {fullPage: true});
  await button(page, 'Prendre un extrait').click();
  await until(() => heading(page, 'Crue du Grand Morin').count(), 'the list');
  await page.getByLabel('Chercher un nom').fill(site.nameOf(0));
  await until(() => page.locator('li button', {hasText: site.nameOf(0)}).count(), 'it is found');
  await fits(page, 'the list');
  await accessible(page, 'the list of the field application');
  await picture(page, 'field-list');
  const {rows} = await site.admin('/api/v1/audit?action=crisis.extract_taken');
  same([rows.length, rows[0].kind], [1, 'crisis'], 'who took it is in the trail');
  await until(() => page.evaluate(async () => (await caches.keys()).length), 'its files are kept');
  const scopes = await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).map((it) => it.scope));
  same(scopes, [`${site.url}/terrain/`], 'the worker sees nothing beside');
  const second = await site.phone.context.newPage();
  await second.goto(`${site.url}/terrain/`);
  await until(() => heading(second, /est déjà ouverte dans un autre onglet/).count(), 'one screen writes at a time');
  await second.close();
  faultless(page, 'taking an extract');
}

// A camera's picture: with what a camera writes beside it.
async function photograph(page) {
  const text = await page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [3000, 2000];
    const context = canvas.getContext('2d');
    for (let at = 0; at < 4000; at += 1) {
      context.fillStyle = `hsl(${(at * 37) % 360} 60% ${30 + (at % 50)}%)`;
      context.fillRect((at * 173) % 3000, (at * 311) % 2000, 90, 70);
    }
    return canvas.toDataURL('image/jpeg', 0.95).split(',')[1];
  });
  const jpeg = Buffer.from(text, 'base64');
  const told = Buffer.from('Exif\0\0II*\0\u0008\0\0\0\0\0\0\0\0\0 GPS 48.8612 2.8731 Appareil de Philibert', 'latin1');
  const head = Buffer.from([0xff, 0xe1, (told.length + 2) >> 8, (told.length + 2) & 255]);
  return Buffer.concat([jpeg.subarray(0, 2), head, told, jpeg.subarray(2)]);
}

async function killedInTheMiddleOfAReport(site) {
  const {page} = site.phone;
  site.photo = await photograph(page);
  await site.phone.context.setOffline(true);
  await stopServer(site);
  await page.locator('li button', {hasText: site.nameOf(0)}).click();
  await until(() => heading(page, site.nameOf(0)).count(), 'the report');
  await page.getByRole('group', {name: 'Activité'}).getByLabel('fermé').check();
  await page.getByRole('group', {name: 'Personnes en sécurité'}).getByLabel('refus de dire').check();
  await page.getByLabel('Ajouter une photo').setInputFiles({name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: site.photo});
  await until(() => page.getByText(/^Photo 1, \d+/).count(), 'the photo');
  await accessible(page, 'a report of the field application');
  await fits(page, 'a report');
  await picture(page, 'field-report', {fullPage: true});
  await page.evaluate(
    (word) =>
      new Promise((done) => {
        const request = indexedDB.open('control', 1);
        request.onupgradeneeded = () => request.result.createObjectStore('all');
        request.onsuccess = () => {
          const transaction = request.result.transaction('all', 'readwrite', {durability: 'strict'});
          transaction.objectStore('all').put(word, 'control');
          transaction.oncomplete = done;
        };
      }),
    CONTROL
  );
  await page.getByLabel('Qui vous a parlé').pressSequentially(PERSON);
  await page.waitForTimeout(300);
  faultless(page, 'a report');
  await site.phone.kill();
  const words = [...site.cases.map((it) => it.row.name.text), site.cases[0].row.address.text, PERSON, CODE, passwordOf(site)];
  same(site.phone.holding([...words, CONTROL]), [CONTROL], 'what the files of the browser hold in clear');
}

async function openedWithoutNetwork(site) {
  const page = await site.phone.start();
  const slow = await site.phone.context.newCDPSession(page);
  await slow.send('Emulation.setCPUThrottlingRate', {rate: 4});
  const begun = Date.now();
  await page.goto(`${site.url}/terrain/`);
  await page.getByRole('heading', {level: 1, name: 'Ce téléphone est verrouillé'}).waitFor();
  const shown = Date.now() - begun;
  await until(() => page.getByText('Un signalement n’est pas encore envoyé.').count(), 'what waits is known without the code');
  await accessible(page, 'the lock');
  await picture(page, 'field-lock');
  for (const wrong of ['crue-00000', 'crue-00001', 'crue-00002']) {
    await unlock(page, wrong);
    await until(async () => (await page.getByRole('alert').innerText()) !== '', 'it is refused');
  }
  await until(
    () =>
      page
        .getByRole('alert')
        .getByText(/Attendez encore \d+/)
        .count(),
    'the wait'
  );
  await page.reload();
  await until(
    () =>
      page
        .getByRole('alert')
        .getByText(/Attendez encore \d+/)
        .count(),
    'the wait outlives the page'
  );
  await until(async () => page.getByLabel('Code de ce téléphone').isEnabled(), 'the wait is over');
  const before = Date.now();
  await unlock(page);
  await heading(page, 'Crue du Grand Morin').waitFor();
  console.log(
    `      without network, processor slowed 4x: shown after ${shown} ms, the code opened after ${Date.now() - before} ms`
  );
  await slow.send('Emulation.setCPUThrottlingRate', {rate: 1});
  await page.getByRole('button', {name: /^Envois/}).click();
  await button(page, site.nameOf(0)).click();
  await until(() => heading(page, site.nameOf(0)).count(), 'the report that was begun');
  same(await page.getByLabel('Qui vous a parlé').inputValue(), PERSON, 'to the last letter');
  same(await page.getByRole('group', {name: 'Activité'}).getByLabel('fermé').isChecked(), true, 'an answer');
  same(
    await page.getByRole('group', {name: 'Personnes en sécurité'}).getByLabel('refus de dire').isChecked(),
    true,
    'a refusal'
  );
  same(await page.getByText(/^Photo 1, \d+/).count(), 1, 'the photo');
  await button(page, 'Terminer et envoyer').click();
  await until(() => heading(page, 'Crue du Grand Morin').count(), 'the list');
  await until(() => page.locator('li button', {hasText: 'à envoyer'}).count(), 'it waits');
  faultless(page, 'without network');
}

async function offTheList(site) {
  const {page} = site.phone;
  await site.phone.context.grantPermissions(['geolocation'], {origin: site.url});
  await site.phone.context.setGeolocation({longitude: 2.87312345, latitude: 48.86123456, accuracy: 12});
  await button(page, 'Hors liste').click();
  await until(() => heading(page, 'Une entreprise qui n’est pas dans la liste.').count(), 'one that is not listed');
  await button(page, 'Terminer et envoyer').click();
  await until(() => page.getByText('Donnez un nom, ou prenez la position.').count(), 'what is missing');
  await page.getByLabel('Nom ou enseigne').fill(SHOP);
  await page.getByRole('group', {name: 'Activité'}).getByLabel('inaccessible').check();
  await button(page, 'Prendre ma position').click();
  await until(() => page.getByText('à 12 m près').count(), 'the position');
  await button(page, 'Terminer et envoyer').click();
  await page.getByRole('button', {name: /^Envois/}).click();
  await until(() => page.getByText('2 à envoyer.').count(), 'two wait');
}

// The server stores it, and its answer is lost nine times.
async function sentTenTimesStoredOnce(site) {
  const {page} = site.phone;
  await startServer(site);
  await site.ask('POST', `${site.room}/damage-reports`, {
    id: randomUUID(),
    source: 'phone',
    case: site.cases[0].id,
    seenAt: new Date().toISOString(),
    answers: [{question: 'trading', standing: 'given', value: 'open'}]
  });
  let sent = 0;
  const bodies = new Set();
  await page.route('**/damage-reports', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    sent += 1;
    bodies.add(route.request().postData());
    const response = await route.fetch();
    if (!response.ok()) fail(await response.text());
    return sent < 10 ? route.abort() : route.fulfill({response});
  });
  const photos = [];
  // The answer to the first photo is lost too.
  await page.route('**/documents/damage_report/**', async (route) => {
    photos.push({key: route.request().headers()['idempotency-key'], bytes: route.request().postDataBuffer()});
    const response = await route.fetch();
    if (!response.ok()) fail(await response.text());
    return photos.length < 2 ? route.abort() : route.fulfill({response});
  });
  await button(page, 'Envoyer maintenant').click();
  await until(() => page.getByText('Connectez-vous pour envoyer.').count(), 'the session is over');
  await picture(page, 'field-signed-out', {fullPage: true});
  await signIn(site, page);
  for (let at = 1; at < 10; at += 1) {
    await until(() => sent === at, `sent ${at} times`);
    await until(() => page.getByText('Le serveur n’est pas joignable.').count(), 'the answer is lost');
    await button(page, 'Envoyer maintenant').click();
  }
  await until(() => photos.length === 1, 'the photo goes after its report');
  await until(() => page.getByText('Le serveur n’est pas joignable.').count(), 'its answer is lost');
  await button(page, 'Envoyer maintenant').click();
  await until(() => page.getByText('Rien à envoyer.').count(), 'all is sent');
  await page.unroute('**/damage-reports');
  same([photos.length, new Set(photos.map((one) => one.key)).size], [2, 1], 'twice, under one name');
  const [{key, bytes}] = photos;
  same(
    [key.length, bytes.subarray(0, 3).toString('hex'), bytes.includes('Exif'), bytes.includes('Philibert')],
    [36, 'ffd8ff', false, false],
    'bare'
  );
  same(bytes.length <= 350_000 && site.photo.length > 2 * bytes.length, true, `small: ${bytes.length} of ${site.photo.length}`);
  same([sent, bodies.size], [11, 2], 'the same, ten times, and the other once');
  const told = await site.ask('GET', `/api/v1/crisis-cases/${site.cases[0].id}/damage-reports`);
  const own = told.reports.filter((it) => it.source === 'field');
  same([told.reports.length, own.length, own[0].typed.person], [2, 1, PERSON], 'stored once');
  same(
    own[0].documents.map((it) => [it.type, it.ofOwner, it.size > 10_000 && it.size <= bytes.length]),
    [['jpeg', false, true]],
    'its photo too'
  );
  const {reports} = await site.ask('GET', `${site.room}/damage-reports?state=waiting`);
  same(
    [reports.length, reports[0].typed.name, reports[0].typed.position],
    [1, SHOP, {longitude: 2.87312, latitude: 48.86123}],
    'the one that was not listed'
  );
  site.report = own[0].id;
  await until(() => page.getByText('Quelqu’un a répondu autrement entre-temps').count(), 'what somebody else wrote is shown');
  await until(() => page.getByText('L’autre réponse est plus récente').count(), 'which one holds');
  await until(() => page.getByText(/Dominique Bellanger, le .*ouvert/).count(), 'who wrote what');
  await accessible(page, 'the queue');
  await fits(page, 'the queue');
  await picture(page, 'field-queue', {fullPage: true});
  faultless(page, 'the queue');
}

async function whenTheNetworkReturns(site) {
  const {page} = site.phone;
  await site.phone.context.setOffline(true);
  await page.getByRole('button', {name: 'Liste', exact: true}).click();
  await page.locator('li button', {hasText: site.nameOf(1)}).click();
  await page.getByRole('group', {name: 'Activité'}).getByLabel('ouvert', {exact: true}).check();
  await button(page, 'Terminer et envoyer').click();
  await until(() => page.locator('li button', {hasText: 'à envoyer'}).count(), 'it waits');
  await site.phone.context.setOffline(false);
  await until(
    () =>
      page
        .locator('li button', {hasText: site.nameOf(1)})
        .filter({hasText: 'envoyé'})
        .count(),
    'it goes by itself'
  );
  const told = await site.ask('GET', `/api/v1/crisis-cases/${site.cases[1].id}/damage-reports`);
  same(told.reports.length, 1, 'it arrived');
  faultless(page, 'the network returns');
}

async function refusedOnesStay(site) {
  const {page} = site.phone;
  await site.phone.context.setOffline(true);
  await page.locator('li button', {hasText: site.nameOf(2)}).click();
  await page.getByRole('group', {name: 'Activité'}).getByLabel('fermé').check();
  await button(page, 'Terminer et envoyer').click();
  const {version} = await site.ask('GET', site.room);
  const closed = await site.ask('POST', `${site.room}/state`, {version, state: 'closed'});
  await site.phone.context.setOffline(false);
  await page.getByRole('button', {name: /^Envois/}).click();
  await until(() => page.getByText('La crise est close. Demandez').count(), 'what to do');
  await picture(page, 'field-refused', {fullPage: true});
  await site.ask('POST', `${site.room}/state`, {version: closed.version, state: 'open'});
  await button(page, 'Envoyer maintenant').click();
  await until(() => page.getByText('Rien à envoyer.').count(), 'sent again');
  same((await site.ask('GET', `/api/v1/crisis-cases/${site.cases[2].id}/damage-reports`)).reports.length, 1, 'it arrived');
}

// A day later: the extract is gone before anybody types the code, what is unsent is not.
async function itExpires(site) {
  const {page} = site.phone;
  await page.getByRole('button', {name: 'Liste', exact: true}).click();
  await page.locator('li button', {hasText: site.nameOf(3)}).click();
  await page.getByRole('group', {name: 'Activité'}).getByLabel('fermé').check();
  await page.waitForTimeout(300);
  const kinds = () =>
    page.evaluate(
      () =>
        new Promise((done) => {
          const request = indexedDB.open('bassin-terrain', 1);
          request.onsuccess = () => {
            const all = request.result.transaction('sealed').objectStore('sealed').getAll();
            all.onsuccess = () => done([...new Set(all.result.map((it) => it.kind))].sort());
          };
        })
    );
  same(await kinds(), ['draft', 'extract', 'form', 'sent'], 'what the phone keeps');
  await page.evaluate(
    () =>
      new Promise((done) => {
        const request = indexedDB.open('bassin-terrain', 1);
        request.onsuccess = () => {
          const store = request.result.transaction('lock', 'readwrite').objectStore('lock');
          store.get('lock').onsuccess = (event) => {
            store.put({...event.target.result, expiresAt: new Date(Date.now() - 1000).toISOString()}, 'lock').onsuccess = done;
          };
        };
      })
  );
  await page.reload();
  await until(() => page.getByText('L’extrait avait plus de 24').count(), 'it is said');
  same(await kinds(), ['draft', 'form'], 'what is left');
  await unlock(page);
  await until(() => button(page, site.nameOf(3)).count(), 'the report that was begun');
  await button(page, site.nameOf(3)).click();
  await button(page, 'Terminer et envoyer').click();
  await until(() => page.getByText('Rien à envoyer.').count(), 'it is sent without the extract');
  await button(page, 'Tout effacer de ce téléphone').click();
  await until(() => page.getByText('Aucun signalement n’attend').count(), 'what would be lost');
  await accessible(page, 'erasing');
  await page.getByLabel('Je sais que c’est perdu').check();
  await button(page, 'Effacer').click();
  await until(() => heading(page, 'Prendre un extrait').count(), 'it is as new');
  same(await kinds(), [], 'nothing is left');
  faultless(page, 'expiry');
  await site.phone.kill();
  same(site.phone.holding([PERSON, SHOP, CODE, site.nameOf(0), CONTROL]), [CONTROL], 'nor in clear at the end');
}

await tests(() => Site.open(process.argv[2]), {
  started,
  anExtractIsTaken,
  killedInTheMiddleOfAReport,
  openedWithoutNetwork,
  offTheList,
  sentTenTimesStoredOnce,
  whenTheNetworkReturns,
  refusedOnesStay,
  itExpires
});
