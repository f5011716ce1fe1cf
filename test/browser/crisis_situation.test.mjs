// A situation report whole: losses, aid, jobs, needs and freshness with what moved, the map of communes, the PDF of one page by the job,
// and the version for all. What businesses said is sent by the API.
import {randomUUID} from 'node:crypto';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {accessible, faultless, fits, PHONE, picture, pictures, run, same, Site, tests, until} from './harness.mjs';
import {signedConvention} from './conventions.mjs';
import {asker} from './people.mjs';

const button = (page, name) => page.getByRole('button', {name, exact: true});
const dialog = (page) => page.getByRole('dialog');
const part = (page, name) => page.getByRole('region', {name});
const OUTLINE = [
  [2.82, 48.885],
  [2.87, 48.87],
  [2.91, 48.868],
  [2.99, 48.845],
  [3.0, 48.858],
  [2.92, 48.882],
  [2.87, 48.887],
  [2.82, 48.895],
  [2.82, 48.885]
];

// A grid, not the true limits of communes.
function communes(codes) {
  const features = codes.map((code, at) => {
    const [x, y] = [2.78 + 0.06 * (at % 5), 48.8 + 0.035 * Math.floor(at / 5)];
    const ring = [
      [x, y],
      [x + 0.06, y],
      [x + 0.06, y + 0.035],
      [x, y + 0.035],
      [x, y]
    ];
    return {type: 'Feature', properties: {code}, geometry: {type: 'Polygon', coordinates: [ring]}};
  });
  return JSON.stringify({type: 'FeatureCollection', features});
}

const given = (question, value, more = {}) => ({question, standing: 'given', ...(value === null ? {} : {value}), ...more});

async function aFloodIsReported(site) {
  await signedConvention(site);
  const ask = asker(site, site.coordinator);
  const page = site.coordinator;
  const asked = await page.request.get(`${site.url}/api/v1/count?territory=epci:247700438&by=commune`);
  const codes = (await asked.json()).by.buckets.map((one) => one.key);
  const file = join(site.folder, 'communes.geojson');
  writeFileSync(file, communes(codes));
  run(site.binary, 'contours', file, '--data', site.data, '--source', 'Grille d’essai', '--vintage', '2026-01-02');
  const crisis = await ask('POST', '/api/v1/crises', {
    kind: 'flood',
    title: 'Crue du Morin',
    beganAt: '2026-01-01T06:00:00.000Z'
  });
  site.api = `/api/v1/crises/${crisis.id}`;
  site.room = `${site.url}/crises/${crisis.id}`;
  await ask('POST', `${site.api}/zones`, {source: 'drawn', field: 'all', outline: {type: 'Polygon', coordinates: [OUTLINE]}});
  site.cases = (await ask('GET', `${site.api}/cases?limit=60`)).cases;
  site.send = (at, ...answers) =>
    ask('POST', `${site.api}/damage-reports`, {
      id: randomUUID(),
      source: 'phone',
      seenAt: new Date(Date.now() - 3_600_000).toISOString(),
      case: site.cases[at].id,
      answers
    });
  for (let at = 0; at < 24; at += 1)
    await site.send(
      at,
      given('trading', at % 3 ? 'closed' : 'partly'),
      given('damage', 4000 * (at + 1), {item: 'stock', certainty: at % 4 ? 'estimated' : 'assessed'}),
      given('damage', undefined, {item: 'equipment', band: {from: 20000, to: 50000}}),
      given('employees', 3 + (at % 7)),
      given('stopped', at % 4),
      given('short_time_work', at % 2 ? 'asked' : 'planned'),
      given('urgent_need', ['pumping', 'cash', 'cleaning', 'hands'][at % 4]),
      given('aid_asked', null, {item: 'craft_fund'})
    );
  await site.send(24, {question: 'damage', standing: 'refused'}, {question: 'employees', standing: 'unknown'});
  await ask('POST', `/api/v1/crisis-cases/${site.cases[0].id}/requests`, {
    right: 'craft_fund',
    askedOn: '2026-01-02',
    asked: 2000,
    decision: 'granted',
    decidedOn: '2026-01-05',
    granted: 1500
  });
}

async function theMomentIsTold(site) {
  const page = site.coordinator;
  await page.goto(site.room);
  const situation = part(page, 'Situation');
  await until(() => situation.getByRole('table', {name: 'Pertes'}).count(), 'losses');
  const stock = await situation.getByRole('row', {name: /^Stock/}).innerText();
  same(/1.200.000.€/.test(stock) && /6 \(/.test(stock) && /su pour 24 sur/.test(stock), true, stock);
  same(
    await situation
      .getByRole('row', {name: /^Matériel/})
      .getByRole('cell', {name: /^480.000.€ à 1.200.000.€$/})
      .count(),
    1,
    'bands are added up'
  );
  same(
    await situation
      .getByRole('row', {name: /^Fonds de calamités/})
      .getByText(/1.500.€/)
      .count(),
    1,
    'aid granted'
  );
  await until(() => situation.getByRole('img', {name: /signalées par commune/}).count(), 'the map');
  await accessible(page, 'the situation');
  await picture(page, 'crisis-situation', {fullPage: true});
  faultless(page, 'the situation');
}

async function issue(page, site, words) {
  await page.goto(site.room);
  await button(page, 'Émettre un point de situation').click();
  await dialog(page).getByLabel('Ce que les chiffres ne disent pas').fill(words);
  await button(dialog(page), 'Émettre un point de situation').click();
}

async function aReportTellsWhatMoved(site) {
  const page = site.coordinator;
  await issue(page, site, 'Premier point.');
  await until(() => page.getByRole('heading', {name: /Point de situation n°\s1/}).count(), 'the first');
  await site.send(30, given('damage', 60000, {item: 'stock', certainty: 'quoted'}), given('stopped', 12));
  await issue(page, site, 'Décrue amorcée ; les pompes sont à Couilly.');
  await until(() => page.getByRole('heading', {name: /Point de situation n°\s2/}).count(), 'the second');
  await until(
    () =>
      page
        .getByRole('row', {name: /^Stock/})
        .getByText(/^\+60.000.€$/)
        .count(),
    'what moved'
  );
  await until(() => page.getByRole('img', {name: /signalées par commune/}).count(), 'its map');
  await accessible(page, 'a report whole');
  await picture(page, 'crisis-situation-report', {fullPage: true});
  faultless(page, 'a report whole');
}

async function takeFile(site, page, name) {
  await button(page, 'Faire\u00a0: PDF d’une page').click();
  const link = page.getByRole('link', {name: 'Télécharger\u00a0: PDF d’une page'});
  await until(() => link.count(), 'it is made', 60);
  const answer = await page.request.get(site.url + (await link.getAttribute('href')));
  const bytes = await answer.body();
  same(bytes.subarray(0, 5).toString(), '%PDF-', 'a PDF');
  if (process.env.BASSIN_PICTURES) writeFileSync(join(pictures, `${name}.pdf`), bytes);
}

async function itsFilesAreTaken(site) {
  const page = site.coordinator;
  await takeFile(site, page, 'crisis-situation-room');
  const data = await page.request.get(`${site.url}${site.api}/reports/2/data.csv?audience=room`);
  same((await data.text()).includes('Pertes;Stock;€ au moins;1260000'), true, 'a figure a line');
  await button(page, 'Version pour tous').click();
  await until(() => page.getByText(/Un montant n’est dit que de dix réponses/).count(), 'how it is told');
  await until(
    () =>
      page
        .getByRole('row', {name: /^Stock/})
        .getByText(/environ 1.500.000.€/)
        .count(),
    'by steps'
  );
  await accessible(page, 'a report for all');
  await picture(page, 'crisis-situation-for-all', {fullPage: true});
  await until(() => button(page, 'Faire\u00a0: PDF d’une page').count(), 'a file of its own');
  await takeFile(site, page, 'crisis-situation-all');
  faultless(page, 'files');
}

async function onAPhone(site) {
  const storageState = await site.coordinator.context().storageState();
  const context = await site.browser.newContext({...PHONE, locale: 'fr-FR', storageState});
  const page = await context.newPage();
  for (const path of ['', '/points/2', '/points/2?audience=all']) {
    await page.goto(site.room + path);
    await until(() => page.getByRole('table', {name: 'Pertes'}).count(), path);
    await fits(page, `a report on a phone${path}`);
  }
  await picture(page, 'crisis-situation-phone', {fullPage: true});
  await context.close();
}

await tests(() => Site.open(process.argv[2]), {
  aFloodIsReported,
  theMomentIsTold,
  aReportTellsWhatMoved,
  itsFilesAreTaken,
  onAPhone
});
