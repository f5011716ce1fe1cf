// The pages that the law asks for, the policy on what a page may load, and how long its files are kept.
import {accessible, fail, faultless, same, Site, tests, until} from './harness.mjs';

async function pages(site) {
  const page = await site.page();
  for (const [path, title] of [
    ['/accessibilite', 'Déclaration d’accessibilité'],
    ['/mentions-legales', 'Mentions légales'],
    ['/donnees-personnelles', 'Données personnelles'],
    ['/code-source', 'Code source'],
    ['/plan-du-site', 'Plan du site']
  ]) {
    await page.goto(site.url + path);
    await until(
      async () =>
        (await page
          .locator('h1')
          .innerText()
          .catch(() => '')) === title,
      title
    );
    await accessible(page, title);
  }
  same(
    await page.locator('main a').evaluateAll((all) => all.map((one) => one.getAttribute('href'))),
    [
      ...['/annuaire', '/territoires', '/sinistre', '/connexion', '/accessibilite', '/mentions-legales'],
      ...['/donnees-personnelles', '/code-source']
    ],
    'the pages that a stranger may open'
  );
  await page.goto(`${site.url}/accessibilite`);
  await until(() => page.getByText('96,2').count(), 'the rate of docs/rgaa.md');
  faultless(page, 'pages of text');
}

async function licences(site) {
  const text = await (await fetch(`${site.url}/licences.txt`)).text();
  for (const name of ['maplibre-gl', 'svelte', '@fontsource-variable/inter'])
    if (!text.includes(`${name} `)) fail(`no licence of ${name}`);
}

async function caching(site) {
  const page = await fetch(`${site.url}/annuaire`);
  same(page.headers.get('cache-control'), 'no-cache', 'the page is asked anew');
  const script = /src="(\/assets\/[^"]+\.js)"/.exec(await page.text())[1];
  const file = await fetch(site.url + script);
  same(file.headers.get('cache-control'), 'public, max-age=31536000, immutable', 'a script is kept');
  same(file.headers.get('content-encoding'), 'gzip', 'and compressed');
}

async function policy(site) {
  const page = await site.page();
  await page.goto(`${site.url}/accessibilite`);
  await until(() => page.locator('h1').count(), 'the page');
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'globalThis.planted = true';
    document.head.append(script);
    return globalThis.planted ?? false;
  });
  same(ran, false, 'a planted script');
  const origins = await page.evaluate(() => performance.getEntriesByType('resource').map((one) => new URL(one.name).origin));
  same([...new Set(origins)], [site.url], 'what the page loads');
}

await tests(() => Site.open(process.argv[2]), {
  pages,
  licences,
  caching,
  policy
});
