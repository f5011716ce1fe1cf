import {describe, expect, it} from 'vitest';
import {type Change, csvOf, planOf, type Preview, proposed, totals} from './plan';

const proposal = {
  communes: [
    {
      commune: '77142',
      name: 'Crécy',
      then: '77142',
      stays: false,
      epci: {siren: '1', name: 'A'},
      organisation: {id: 'a', name: 'A'}
    },
    {commune: '77171', name: 'Esbly', then: '77171', stays: false, epci: {siren: '2', name: 'B'}, organisation: null},
    {
      commune: '77131',
      name: 'Coulommes',
      then: '77131',
      stays: false,
      epci: {siren: '1', name: 'A'},
      organisation: {id: 'a', name: 'A'}
    }
  ]
};

describe('a plan', () => {
  it('takes the official lists, with new organisations where there are none', () => {
    const {part, heirs} = proposed({id: 'p', name: 'Pays'}, proposal, 'intercommunality');
    expect([part.ends, part.rest]).toEqual([true, 'a']);
    expect(heirs.map((one) => one.key)).toEqual(['epci:2']);
    const plan = planOf('2020-01-01', [part], [{key: 'a', name: 'A', fresh: false, kind: '', siren: ''}, ...heirs], []);
    expect(plan.heirs.map((one) => one.new ?? false)).toEqual([false, true]);
    expect(plan.communes.map((one) => one.heir)).toEqual(['a', 'epci:2', 'a']);
  });

  it('leaves out who inherits nothing', () => {
    const {part} = proposed({id: 'p', name: 'Pays'}, {communes: proposal.communes.slice(0, 1)}, 'cci');
    const other = {key: 'z', name: 'Z', fresh: false, kind: '', siren: ''};
    expect(planOf('2020-01-01', [part], [{...other, key: 'a'}, other], [{agent: 'x', former: 'p', heir: 'z'}])).toMatchObject({
      heirs: [{key: 'a'}],
      homes: []
    });
  });

  it('is a file whose cells are texts', () => {
    const change = {formers: [{organisation: {id: 'p', name: '=Pays'}}], heirs: [{key: 'a', name: 'A'}]} as unknown as Change;
    const preview = {
      communes: [
        {
          former: 'p',
          commune: '77142',
          name: 'Crécy',
          before: [{name: 'P'}],
          after: [{name: 'A'}],
          counts: [{kind: 'zone', heir: 'a', records: 2}]
        }
      ],
      elsewhere: [{former: 'p', counts: [{kind: 'zone', heir: null, records: 1}]}]
    } as unknown as Preview;
    expect(csvOf(change, preview, ['x'], {zone: 'zones'}).split('\r\n')[1]).toBe(
      `"'=Pays";"77142";"Crécy";"P";"A";"zones";"2";"A"`
    );
    expect(totals(preview)).toEqual([{kind: 'zone', passing: 2, staying: 1}]);
  });
});
