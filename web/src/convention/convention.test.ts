import {describe, expect, it} from 'vitest';
import {fr} from '../messages/convention_fr';
import {lacks, withoutDeliberation} from './lacks';
import {byEpci, isOther, territoryOf} from './perimeter';
import {shelves} from './shelves';
import {stateOf} from './state';
import {plusMonths, renewalSentence, soon} from './term';
import type {Commune, Convention, Party, Summary} from './types';

const TODAY = '2026-11-28';

function text(more: Partial<Convention> = {}): Convention {
  return {
    id: 'one',
    kind: 'framework',
    parent: null,
    reference: '',
    title: 'Convention de partenariat',
    purpose: '',
    status: 'signed',
    phase: 'running',
    startsOn: '2026-01-01',
    endsOn: '2026-12-31',
    lastDay: '2026-12-31',
    denounceBefore: null,
    signedOn: null,
    renewal: 'none',
    renewalMonths: 0,
    renewalsMost: 0,
    noticeMonths: 0,
    denounced: null,
    keeper: {id: 'cc', name: 'CC'},
    parties: [],
    perimeter: [],
    axes: [],
    version: 1,
    changedAt: '',
    mine: true,
    ...more
  };
}
function summary(more: Partial<Summary> = {}): Summary {
  const {id, kind, reference, title, status, phase, startsOn, endsOn, lastDay, denounceBefore, signedOn} = text();
  const rest = {parent: null, keeper: null, parties: [], undecided: [], version: 1, mine: false};
  return {id, kind, reference, title, status, phase, startsOn, endsOn, lastDay, denounceBefore, signedOn, ...rest, ...more};
}
function party(name: string, more: Partial<Party> = {}): Party {
  const none = {
    body: '',
    number: '',
    on: null,
    transmittedOn: null,
    signatory: '',
    signatoryTitle: '',
    joinedOn: null,
    leftOn: null,
    leftWhy: ''
  };
  return {organisation: {id: name, name}, kind: 'cci', own: false, ...none, ...more};
}
function commune(label: string, epci: string | null, now = label): Commune {
  return {code: label, label, from: null, until: null, now: {code: label, label: now, epci, epciLabel: epci && `CA ${epci}`}};
}

describe('the term of a convention', () => {
  it('counts months as the server does', () => {
    expect(plusMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(plusMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(plusMonths('2026-11-30', 3)).toBe('2027-02-28');
    expect(plusMonths('2026-03-31', -1)).toBe('2026-02-28');
  });

  it('is said in one sentence', () => {
    const tacit = text({renewal: 'tacit', renewalMonths: 12, noticeMonths: 3});
    const said = (more: Partial<Convention>) => renewalSentence({...tacit, ...more}, TODAY, fr);
    expect(said({denounceBefore: '2027-09-30'})).toBe(
      'Reconduite tacitement par périodes de 12\u00a0mois\u00a0; dénonçable jusqu’au 30\u00a0septembre\u00a02027.'
    );
    expect(said({denounceBefore: '2026-09-30'})).toBe(
      'Reconduite tacitement par périodes de 12\u00a0mois\u00a0; ' +
        'le délai pour la dénoncer est passé, elle se reconduit le 1er\u00a0janvier\u00a02027.'
    );
    expect(said({renewalsMost: 2, phase: null})).toBe(
      'Reconduite tacitement par périodes de 12\u00a0mois, 2\u00a0fois au plus\u00a0; préavis de 3\u00a0mois pour la dénoncer.'
    );
    expect(said({renewal: 'none', noticeMonths: 0})).toBe('Sans reconduction\u00a0; sans préavis pour la dénoncer.');
    expect(said({renewal: 'express'})).toMatch(
      /^Reconduite par une décision expresse des parties\u00a0; préavis de 3\u00a0mois/
    );
    const denounced = {by: {id: 'cci', name: 'CCI'}, on: '2026-03-01', lastDay: '2026-06-01', why: ''};
    expect(said({denounced})).toMatch(
      /^Dénoncée par CCI, par un courrier reçu le 1er\u00a0mars\u00a02026.* le 1er\u00a0juin\u00a02026 pour toutes/
    );
  });

  it('asks for something within six months of it', () => {
    expect(soon(summary({lastDay: '2027-05-28'}), TODAY)).toEqual({what: 'end', on: '2027-05-28'});
    expect(soon(summary({lastDay: '2027-05-29'}), TODAY)).toBeNull();
    const renewed = {lastDay: '2027-05-01', denounceBefore: '2027-01-31'};
    expect(soon(summary(renewed), TODAY)).toEqual({what: 'denounce', on: '2027-01-31'});
    expect(soon(summary({...renewed, denounceBefore: '2026-11-27'}), TODAY), 'it goes on by itself').toBeNull();
    expect(soon(summary({phase: 'over', lastDay: '2026-01-01'}), TODAY)).toBeNull();
  });

  it('and its status make one word', () => {
    expect(stateOf({status: 'signed', phase: 'coming'})).toBe('coming');
    expect(stateOf({status: 'denounced', phase: 'running'})).toBe('denouncedRunning');
    expect(stateOf({status: 'denounced', phase: 'over'})).toBe('denounced');
    expect(stateOf({status: 'draft', phase: null})).toBe('draft');
  });
});

describe('what lacks before the signing', () => {
  it('is all of an empty draft', () => {
    const empty = text({parties: [party('CC')], startsOn: null, endsOn: null});
    expect(lacks(empty)).toEqual(['parties', 'dates', 'perimeter', 'axes', 'deliberation']);
  });

  it('is the deliberations of who has not decided', () => {
    const decided = {body: 'conseil communautaire', on: '2026-02-12'};
    const parties = [
      party('CC', decided),
      party('CCI'),
      party('CMA', {...decided, body: ''}),
      party('CA', {leftOn: '2026-01-01'})
    ];
    const axes = [{id: '1', code: '1', title: 'Observer', description: '', removedOn: null}];
    const it = text({parties, axes, perimeter: [commune('Bouleurs', 'A')]});
    expect(withoutDeliberation(it)).toEqual(['CCI', 'CMA']);
    expect(lacks(it)).toEqual(['deliberation']);
  });

  it('is neither end, perimeter nor axes for an amendment', () => {
    const decided = {body: 'bureau', on: '2026-02-12'};
    const parties = [party('CC', decided), party('CCI', decided)];
    expect(lacks(text({kind: 'amendment', endsOn: null, parties}))).toEqual([]);
  });
});

describe('the perimeter', () => {
  it('is told by today’s intercommunalities, the largest share first', () => {
    const groups = byEpci([commune('Villiers', 'B'), commune('Esbly', 'B'), commune('Coulommes', 'C'), commune('Condé', null)]);
    expect(groups.map((one) => [one.label, one.communes.map((two) => two.label)])).toEqual([
      ['CA B', ['Esbly', 'Villiers']],
      [null, ['Condé']],
      ['CA C', ['Coulommes']]
    ]);
    expect(isOther(commune('Crécy', 'A', 'Crécy-la-Chapelle'))).toBe(true);
    expect(isOther(commune('Crécy', 'A'))).toBe(false);
  });
});

describe('territories that are chosen', () => {
  it('are one by its name, several by their communes', () => {
    const brie = {id: 'epci:1', communes: ['77142', '77049']};
    expect(territoryOf([])).toBe('');
    expect(territoryOf([brie])).toBe('epci:1');
    expect(territoryOf([brie, {id: 'commune:77142', communes: ['77142']}])).toBe('list:77049,77142');
  });
});

describe('the list', () => {
  it('puts annual applications under their framework, whatever their own phase', () => {
    const all = [
      summary({id: 'draft', status: 'draft', phase: null}),
      summary({id: '2026', kind: 'annual', parent: 'cadre', startsOn: '2026-01-01'}),
      summary({id: '2027', kind: 'annual', parent: 'cadre', status: 'draft', phase: null, startsOn: '2027-01-01'}),
      summary({id: 'stray', kind: 'annual', parent: 'unseen', phase: 'over'}),
      summary({id: 'cadre'}),
      summary({id: 'left', status: 'abandoned', phase: null})
    ];
    const ids = shelves(all).map((one) => [one.name, one.entries.map(({it, below}) => [it.id, ...below.map((two) => two.id)])]);
    expect(ids).toEqual([
      ['running', [['cadre', '2027', '2026']]],
      ['prepared', [['draft']]],
      ['over', [['stray'], ['left']]]
    ]);
  });
});
