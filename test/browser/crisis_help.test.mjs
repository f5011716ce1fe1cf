// Mutual help: what a report asks for becomes a need, an offer of the town hall is proposed for it, agreed and given.
import {accessible, faultless, fits, PHONE, picture, Site, tests, until} from './harness.mjs';
import {asker} from './people.mjs';
import {button, dialog, part as side, signedConvention} from './conventions.mjs';

async function aRoomWithAReport(site) {
  await signedConvention(site);
  const ask = asker(site, site.coordinator);
  const beganAt = new Date(Date.now() - 7_200_000).toISOString();
  const {id} = await ask('POST', '/api/v1/crises', {kind: 'flood', title: 'Crue du Grand Morin', beganAt});
  await ask('POST', `/api/v1/crises/${id}/zones`, {source: 'communes', communes: ['77142']});
  const {cases} = await ask('GET', `/api/v1/crises/${id}/cases?limit=3`);
  await ask('POST', `/api/v1/crises/${id}/damage-reports`, {
    id: crypto.randomUUID(),
    source: 'phone',
    case: cases[0].id,
    seenAt: new Date().toISOString(),
    answers: [{question: 'urgent_need', standing: 'given', value: 'storage'}]
  });
  site.room = `${site.url}/crises/${id}`;
  site.fiche = `${site.room}/fiches/${cases[0].id}`;
}

async function whatAReportAsksForBecomesANeed(site) {
  const page = site.coordinator;
  await page.goto(site.room);
  await page.getByRole('link', {name: 'Entraide', exact: true}).click();
  const asked = side(page, 'Demandé dans les signalements');
  await asked.getByRole('button', {name: /^Noter le besoin de/}).click();
  const form = dialog(page);
  await until(async () => (await form.getByLabel('Genre').inputValue()) === 'storage', 'of the kind that the report names');
  await form.getByLabel('Quoi').fill('Mettre le stock au sec');
  await form.getByLabel('Surface (m²)').fill('60 m');
  await button(form, 'Enregistrer').click();
  await until(() => form.getByText('La quantité est un nombre entier').count(), 'what is wrong is said');
  await form.getByLabel('Surface (m²)').fill('60');
  await button(form, 'Enregistrer').click();
  await until(() => side(page, 'Besoins').getByText('Mettre le stock au sec').count(), 'the need');
  if (await asked.count()) throw new Error('it is noted, and asked for no more');
}

async function anOfferIsProposedAgreedAndGiven(site) {
  const page = site.coordinator;
  await button(page, 'Noter une offre').click();
  let form = dialog(page);
  await form.getByLabel('Genre').selectOption('storage');
  await form.getByLabel('Quoi').fill('Salle des fêtes');
  await form.getByLabel('Surface (m²)').fill('200');
  await form.getByLabel('Qui', {exact: true}).fill('Mairie de Villiers');
  await button(form, 'Enregistrer').click();
  const needs = side(page, 'Besoins');
  await until(() => needs.getByText('Salle des fêtes – Mairie de Villiers').count(), 'the offer below the need');
  await button(needs, 'Convenir avec Salle des fêtes').click();
  form = dialog(page);
  await form.getByLabel('Quantité convenue').fill('500');
  await button(form, 'Convenir').click();
  await until(
    () => form.getByText('L\u2019offre n\u2019a plus que 200').or(form.getByText("L'offre n'a plus que 200")).count(),
    'no more than there is'
  );
  await form.getByLabel('Quantité convenue').fill('');
  await button(form, 'Convenir').click();
  await until(() => needs.getByText('convenu', {exact: true}).count(), 'agreed');
  await until(
    () =>
      side(page, 'Offres')
        .getByText(/reste 140/)
        .count(),
    'what is left'
  );
  await button(needs, 'Suivre l’accord avec Salle des fêtes').click();
  form = dialog(page);
  await form.getByLabel('Où en est-on').selectOption('given');
  await button(form, 'Enregistrer').click();
  await until(() => needs.getByText('satisfait', {exact: true}).count(), 'met');
  await accessible(page, 'mutual help');
  await picture(page, 'crisis-help', {fullPage: true});
  await page.setViewportSize(PHONE.viewport);
  await fits(page, 'mutual help on a phone');
  await picture(page, 'crisis-help-phone', {fullPage: true});
  await page.setViewportSize({width: 1280, height: 800});
  faultless(page, 'mutual help');
}

async function theCaseShowsItsOwn(site) {
  const page = site.coordinator;
  await page.goto(site.fiche);
  const part = side(page, 'Entraide');
  await until(() => part.getByText('Mettre le stock au sec').count(), 'the need on the case');
  await until(() => part.getByText('Salle des fêtes – Mairie de Villiers').count(), 'with the other side');
  await part.scrollIntoViewIfNeeded();
  await accessible(page, 'a case with mutual help');
  await picture(page, 'crisis-help-case', {fullPage: true});
  faultless(page, 'a case with mutual help');
}

await tests(() => Site.open(process.argv[2]), {
  aRoomWithAReport,
  whatAReportAsksForBecomesANeed,
  anOfferIsProposedAgreedAndGiven,
  theCaseShowsItsOwn
});
