// A signed convention of the demonstration, written by the API, for the tests of what comes after.
import {fail, totp} from './harness.mjs';
import {asker, ofDemonstration, passwordOf} from './people.mjs';

export const COORDINATOR = 'coordination@pays-crecois.example';
export const TITLE = 'Convention de partenariat pour le développement économique';
export const CHAMBERS = ['CCI de Seine-et-Marne', 'CMA de Seine-et-Marne', "Chambre d'agriculture de Seine-et-Marne"];
const DELIBERATION = {
  body: 'assemblée générale',
  number: '2026-12',
  on: '2026-01-12',
  transmittedOn: '',
  signatory: 'Solange Esnault',
  signatoryTitle: 'Présidente'
};

// Whoever runs the installation, for the API alone.
async function administrator(site) {
  const page = await site.page();
  await page.goto(`${site.url}/plan-du-site`);
  const ask = asker(site, page);
  await ask('POST', '/api/v1/session', {email: 'administration@pays-crecois.example', password: passwordOf(site)});
  const {secret} = await ask('POST', '/api/v1/session/totp', {});
  await ask('PUT', '/api/v1/session/totp', {code: totp(secret)});
  await ask('POST', '/api/v1/session/notice', {});
  return {page, ask};
}

// The convention by parts; the coordinators of its keeper and of the CCI, each signed in on a page of their own.
// `more`: what its text says otherwise.
export async function signedConvention(site, more = {}) {
  const root = await administrator(site);
  const {organisations} = await root.ask('GET', '/api/v1/organisations');
  const cci = organisations.find((one) => one.kind === 'cci') ?? fail('no CCI');
  const {agents} = await root.ask('GET', `/api/v1/organisations/${cci.id}/agents`);
  await root.ask('PATCH', `/api/v1/agents/${agents[0].id}`, {organisation: cci.id, role: 'coordinator'});
  await root.page.context().close();
  site.coordinator = await ofDemonstration(site, COORDINATOR);
  site.chamber = await ofDemonstration(site, agents[0].email);
  const ask = asker(site, site.coordinator);
  const partners = (await ask('GET', '/api/v1/conventions/partners')).organisations;
  const idOf = (name) => partners.find((one) => one.name === name)?.id ?? fail(`no ${name}`);
  let it = await ask('POST', '/api/v1/conventions', {
    kind: 'framework',
    title: TITLE,
    reference: '2026-ECO-07',
    purpose: 'Conjuguer les moyens de tous au service des entreprises du territoire.',
    startsOn: '2026-02-01',
    endsOn: '2029-01-31',
    renewal: 'none',
    noticeMonths: 3,
    ...more
  });
  const write = async (method, below, body) => {
    it = await ask(method, `/api/v1/conventions/${it.id}${below}`, {version: it.version, ...body});
  };
  const parties = [it.parties[0].organisation.id, ...CHAMBERS.map(idOf)];
  await write('PUT', '/parties', {organisations: parties});
  await write('PUT', '/perimeter', {territory: 'epci:247700438', at: '2018-01-01'});
  await write('PUT', '/axes', {
    axes: [
      {code: '1', title: 'Développement économique', description: 'Accueil, immobilier d’entreprise, transmission.'},
      {code: '2', title: 'Animation du territoire'},
      {code: '3', title: 'Observatoires et études'}
    ]
  });
  await write('POST', '/steps', {step: 'submit'});
  for (const party of parties) await write('PUT', `/parties/${party}/deliberation`, DELIBERATION);
  await write('POST', '/steps', {step: 'sign', on: '2026-01-20'});
  site.convention = `/conventions/${it.id}`;
  return it;
}

export const part = (page, name) => page.getByRole('region', {name, exact: true});
export const dialog = (page) => page.getByRole('dialog');
export const button = (page, name) => page.getByRole('button', {name, exact: true});
