// What a person waits for in the directory: after a click, and after signing in over a slow line. Called by `./run bench web`.
// usage: node measure.mjs BASSIN [--rounds N]
import {run, Site, until} from '../../test/browser/harness.mjs';

const ROUNDS = Number(process.argv[process.argv.indexOf('--rounds') + 1] || 30) || 30;
const FOUND = 10_000;
const SLOW = {offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 1.6e6 / 8};

const quantile = (all, part) => [...all].sort((a, b) => a - b)[Math.min(all.length - 1, Math.floor(part * all.length))];
const line = (what, all) =>
  console.log(
    `| ${what} | ${quantile(all, 0.5).toFixed(0)} ms | ${quantile(all, 0.95).toFixed(0)} ms | ${Math.max(...all).toFixed(0)} ms |`
  );

// From the event of the browser to the end of the first frame that shows the new answer, in the page's own clock.
async function waited(page, act) {
  await page.evaluate(() => {
    const shown = () => document.querySelector('table')?.ariaBusy === 'true';
    globalThis.waited = new Promise((done) => {
      const begin = (event) => {
        const start = event.timeStamp;
        let busy = false;
        const look = () => {
          busy ||= shown();
          if (!busy || shown()) return requestAnimationFrame(look);
          const {port1, port2} = new MessageChannel();
          port1.onmessage = () => done(performance.now() - start); // this frame has been laid out and painted by then
          port2.postMessage(0);
        };
        new MutationObserver((_, own) => (shown() ? ((busy = true), own.disconnect()) : undefined)).observe(document.body, {
          subtree: true,
          attributes: true,
          attributeFilter: ['aria-busy']
        });
        look();
      };
      addEventListener('click', begin, {capture: true, once: true});
    });
  });
  await act();
  const time = await page.evaluate(() => globalThis.waited);
  await page.waitForTimeout(700); // the map and what else comes later
  return time;
}

async function clicks(site, map) {
  const counts = await (await fetch(`${site.url}/api/v1/count?by=departement&field=economic-fabric`)).json();
  const nearest = counts.by.buckets
    .filter((one) => one.key)
    .sort((a, b) => Math.abs(a.count - FOUND) - Math.abs(b.count - FOUND))[0];
  const page = await site.page();
  await page.goto(`${site.url}/annuaire?territory=dep:${nearest.key}${map ? '' : '&carte=non'}`);
  await until(() => page.locator('tbody tr').count(), 'the list');
  await page.waitForTimeout(3000);
  const tick = (at) => page.locator('.filters details').first().locator('input').nth(at).click();
  const untick = () => page.locator('.filters details').first().locator('input:checked').first().click();
  const sort = (column) => page.locator(`th.${column} button`).click();
  const kinds = {'a value of a facet ticked': [], 'the same taken off': [], 'order changed': []};
  for (let round = 0; round < ROUNDS; round += 1) {
    kinds['a value of a facet ticked'].push(await waited(page, () => tick(round % 5)));
    kinds['the same taken off'].push(await waited(page, untick));
    kinds['order changed'].push(await waited(page, () => sort(round % 2 ? 'name' : 'activity')));
  }
  const title = `${nearest.count} rows found, ${map ? 'map beside the list' : 'list alone'}`;
  for (const [kind, all] of Object.entries(kinds)) line(`${title}: ${kind}`, all.slice(1));
  await page.context().close();
}

async function slowLine(site) {
  const {password} = JSON.parse(run(site.binary, 'demonstration', '--data', site.data, '--json'));
  const [first, answer] = [[], []];
  for (let round = 0; round < Math.min(ROUNDS, 5); round += 1) {
    const page = await site.page();
    const line = await page.context().newCDPSession(page);
    await line.send('Network.enable');
    await line.send('Network.emulateNetworkConditions', SLOW);
    await page.goto(`${site.url}/connexion`);
    await page.getByLabel('Adresse électronique').fill('developpement@pays-crecois.example');
    await page.getByLabel('Mot de passe').fill(password);
    await page.getByRole('button', {name: 'Se connecter'}).click();
    const notice = page.getByRole('button', {name: 'Je m’engage à le respecter'});
    await until(async () => (await notice.count()) || page.url().includes('/annuaire'), 'signed in', 60);
    const start = Date.now();
    if (await notice.count()) await notice.click();
    await until(() => page.locator('tbody tr').count(), 'the list', 60);
    first.push(Date.now() - start);
    answer.push(await waited(page, () => page.locator('.filters details').first().locator('input').first().click()));
    await page.context().close();
  }
  line('1.6 Mbit/s, 150 ms: from the last click of signing in to the list and its facets', first);
  line('1.6 Mbit/s, 150 ms: from then on, a value of a facet ticked', answer);
}

console.log('| what | half within | 95 % within | longest |\n| --- | --- | --- | --- |');
const large = await Site.open(process.argv[2], {synthesis: ['--rows', '1000000']});
try {
  await clicks(large, false);
  await clicks(large, true);
} finally {
  await large.close();
}
const demonstration = await Site.open(process.argv[2]);
try {
  await slowLine(demonstration);
} finally {
  await demonstration.close();
}
