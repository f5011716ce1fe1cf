import {describe, expect, it} from 'vitest';
import {
  COLUMNS,
  DEFAULT_COLUMNS,
  filtersSet,
  LISTS,
  type Parameter,
  read,
  REPEATED,
  SINGLE,
  toggled,
  values,
  withoutFilters,
  withZone,
  write
} from './question';

describe('the question in the address bar', () => {
  it('is the same when it is read and written again', () => {
    const links = [
      '',
      '?territory=epci:247700438&territory=dep:77',
      '?territory=Cr%C3%A9cy-la-Chapelle&field=employers&at=2018-01-31',
      '?activity=47,56.1&size-group=1-9,10-49&chamber=cci,cma&chamber-mode=all',
      '?tag=march%C3%A9+du+samedi&portfolio=A.+Martin',
      '?radius=2.8797,48.8575,500&sort=distance:2.8797,48.8575',
      '?polygon=2.8,48.8,2.9,48.8,2.9,48.9&q=boulangerie+du+moulin',
      '?colonnes=name,siret,created&carte=non&vue=2.87970,48.85750,12.50'
    ];
    for (const link of links) {
      const written = write(read(link));
      expect([...new URLSearchParams(written)].sort()).toEqual([...new URLSearchParams(link)].sort());
      expect(write(read(written))).toBe(written);
    }
  });

  it('holds each parameter with any text', () => {
    const texts = ['a', 'é & =?#%+', 'x y'];
    for (const name of [...REPEATED, ...SINGLE, ...LISTS] as Parameter[]) {
      for (const text of texts) {
        expect(values(read(write(toggled(read(''), name, text))), name)).toEqual([text]);
      }
    }
  });

  it('leaves out what it does not know', () => {
    const question = read('?territroy=77&sort=beauty&colonnes=name,shoe-size&vue=900,0,3');
    expect(write(question)).toBe('?colonnes=name');
    expect(read('?colonnes=nothing').columns).toEqual(DEFAULT_COLUMNS);
    expect(COLUMNS).toEqual(expect.arrayContaining([...DEFAULT_COLUMNS]));
  });

  it('takes the last of what holds one value, and each value of a list once', () => {
    expect(values(read('?state=active&state=closed'), 'state')).toEqual(['closed']);
    expect(values(read('?commune=77142,77171&commune=77142'), 'commune')).toEqual(['77142', '77171']);
  });

  it('keeps its subject when filters go', () => {
    const question = read('?territory=77142&field=employers&at=2018-01-31&activity=47&q=pain');
    expect(filtersSet(question)).toEqual(['activity']);
    expect(write(withoutFilters(question))).toBe('?territory=77142&field=employers&at=2018-01-31');
  });

  it('has one zone', () => {
    const circled = withZone(read('?box=1,2,3,4'), 'radius', '2.8,48.8,500');
    expect(write(circled)).toBe('?radius=2.8,48.8,500');
    expect(write(withZone(circled, null))).toBe('');
  });

  it('takes a value away when it is chosen again', () => {
    const once = toggled(read(''), 'chamber', 'cci');
    expect(write(toggled(once, 'chamber', 'cci'))).toBe('');
  });
});
