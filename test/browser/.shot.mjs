import {Site, DESKTOP, PHONE, picture} from '/work/wt/web/test/browser/harness.mjs';
const site = await Site.open('/work/wt/web/build/release/src/app/bassin');
try {
  const p = await site.page(DESKTOP);
  await p.goto(site.url + '/annuaire?territory=' + encodeURIComponent('epci:247700438'));
  await p.waitForTimeout(3500);
  await picture(p, 'directory');
  await p.locator('tbody a').nth(3).click();
  await p.waitForTimeout(2500);
  await picture(p, 'establishment', {fullPage: true});
  console.log(p.faults);
  const q = await site.page(PHONE);
  await q.goto(site.url + '/annuaire?territory=' + encodeURIComponent('epci:247700438'));
  await q.waitForTimeout(2500);
  await picture(q, 'directory-phone');
  console.log(q.faults);
  const d = await site.page({...DESKTOP, colorScheme: 'dark'});
  await d.goto(site.url + '/annuaire?territory=77142&chamber=cci&size-group=1-9');
  await d.waitForTimeout(3000);
  await picture(d, 'directory-dark');
} finally {
  await site.close();
}
