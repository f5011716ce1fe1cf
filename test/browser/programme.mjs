// A convention with one action, made by the API: what the tests of indicators and committees begin with.
import {asker, ofDemonstration} from './people.mjs';

export const COORDINATOR = 'coordination@pays-crecois.example';
export const CMA = 'CMA de Seine-et-Marne';

// The coordinator of its keeper, signed in; `site.convention` and `site.action` are the addresses of their pages.
export async function programme(site) {
  const page = await ofDemonstration(site, COORDINATOR);
  site.coordinator = page;
  const ask = asker(site, page);
  const {organisations} = await ask('GET', '/api/v1/conventions/partners');
  const year = new Date().getFullYear();
  let made = await ask('POST', '/api/v1/conventions', {
    kind: 'framework',
    title: 'Convention de partenariat',
    startsOn: `${year}-01-01`,
    endsOn: `${year + 2}-12-31`
  });
  const path = `/api/v1/conventions/${made.id}`;
  made = await ask('PUT', `${path}/parties`, {version: made.version, organisations: organisations.map((one) => one.id)});
  made = await ask('PUT', `${path}/perimeter`, {version: made.version, territory: 'epci:247700438', at: '2018-06-01'});
  const axes = [{code: '1', title: 'Développement économique'}];
  made = await ask('PUT', `${path}/axes`, {version: made.version, axes});
  const cma = organisations.find((one) => one.name === CMA);
  const texts = {context: '', objectives: '', audience: '', description: '', deliverables: '', risks: ''};
  const action = await ask('POST', `${path}/actions`, {
    ...{axis: made.axes[0].id, code: '1.1', title: 'Visiter les artisans', ...texts},
    ...{pilot: '', progress: 'running', startsOn: `${year}-01-01`, endsOn: '', milestones: [], budget: []},
    members: [{organisation: cma.id, part: 'lead', plannedHalfDays: 180, dayCost: 0}]
  });
  site.convention = `/conventions/${made.id}`;
  site.action = `${site.convention}/actions/${action.id}`;
  return page;
}
