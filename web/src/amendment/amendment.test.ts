import {describe, expect, it} from 'vitest';
import type {Convention} from '../convention/types';
import {fr as a} from '../messages/amendment_fr';
import {fr as c} from '../messages/convention_fr';
import {type Change, changesTo, dayOf, type Edited, editedOf, type Wanted} from './edited';
import {told} from './told';

const axis = (id: string, code: string, title: string) => ({id, code, title, description: '', removedOn: null});
const CONVENTION = {
  title: 'Convention',
  purpose: 'Ensemble.',
  endsOn: '2028-12-31',
  renewal: 'none',
  renewalMonths: 0,
  renewalsMost: 0,
  noticeMonths: 3,
  axes: [axis('a1', '1', 'Économie'), axis('a2', '2', 'Animation'), {...axis('a3', '3', 'Ancien'), removedOn: '2027-01-01'}]
} as unknown as Convention;
const named = (id: string, name = id) => ({id, name});
const change = (kind: Change['kind'], more: Partial<Change> = {}): Change => ({
  kind,
  subject: null,
  on: null,
  before: null,
  after: null,
  holds: true,
  ...more
});

// What the server makes of what is sent, as far as this side reads it.
function answered(wanted: Wanted): Change {
  const after =
    wanted.text != null ? {text: wanted.text} : wanted.term ? {term: wanted.term} : wanted.axis ? {axis: wanted.axis} : null;
  const subject = wanted.subject
    ? named(wanted.subject)
    : wanted.kind === 'axis_added'
      ? named('made', wanted.axis?.title)
      : null;
  return change(wanted.kind, {subject, on: wanted.on ?? null, after: after as Change['after']});
}

describe('what an amendment changes', () => {
  it('is nothing where nothing was written', () => {
    expect(changesTo(CONVENTION, editedOf(CONVENTION, []), '2027-01-01')).toEqual([]);
  });

  it('is what differs, and leads there', () => {
    const to: Edited = editedOf(CONVENTION, []);
    to.title = ' Convention révisée ';
    to.term.endsOn = '2030-12-31';
    to.joining.push(named('cma', 'CMA'));
    to.leaving.push('cci');
    to.added.push(named('77284', 'Meaux'));
    to.removed.push('77142');
    to.axes[0]!.title = 'Économie de proximité';
    to.axes[1]!.removed = true;
    to.axes.push({key: 'new-1', isNew: true, code: '4', title: 'Crises', description: '', removed: false});
    to.axes.push({key: 'new-2', isNew: true, code: '5', title: 'Aussitôt ôté', description: '', removed: true});
    const wanted = changesTo(CONVENTION, to, '2027-01-01');
    expect(wanted.map((one) => one.kind)).toEqual([
      'title',
      'term',
      'party_joins',
      'party_leaves',
      'commune_added',
      'commune_removed',
      'axis_reworded',
      'axis_removed',
      'axis_added'
    ]);
    expect(wanted[3]).toEqual({kind: 'party_leaves', subject: 'cci', on: '2026-12-31'});
    const changes = wanted.map(answered);
    expect(dayOf(changes)).toBe('2027-01-01');
    const again = editedOf(CONVENTION, changes);
    expect(again.title).toBe('Convention révisée');
    expect(again.axes.map((one) => [one.code, one.title, one.removed])).toEqual([
      ['1', 'Économie de proximité', false],
      ['2', 'Animation', true],
      ['4', 'Crises', false]
    ]);
    expect(changesTo(CONVENTION, again, '2027-01-01'), 'written again it is the same list').toEqual(wanted);
  });

  it('is told as what was and what comes', () => {
    const term = {endsOn: '2028-12-31', renewal: 'none', renewalMonths: 0, renewalsMost: 0, noticeMonths: 3} as const;
    const longer = {...term, endsOn: '2030-12-31'};
    expect(told(change('term', {before: {term}, after: {term: longer}}), a, c)).toEqual({
      what: 'Durée',
      before: 'Prend fin le 31\u00a0décembre\u00a02028. Sans reconduction\u00a0; préavis de 3\u00a0mois pour la dénoncer',
      after: 'Prend fin le 31\u00a0décembre\u00a02030. Sans reconduction\u00a0; préavis de 3\u00a0mois pour la dénoncer'
    });
    const gone = change('commune_removed', {subject: named('77142', 'Crécy-la-Chapelle'), on: '2027-01-01'});
    expect(told(gone, a, c)).toEqual({
      what: 'Commune retirée',
      before: 'Crécy-la-Chapelle',
      after: 'hors du périmètre à compter du 1er\u00a0janvier\u00a02027'
    });
    expect(told(change('purpose', {before: {text: ''}, after: {text: 'X'}}), a, c).before).toBe('(vide)');
  });
});
