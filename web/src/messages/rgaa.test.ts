// The page on accessibility states what the grid of docs/rgaa.md says: figures, rate, each failing.
import {describe, expect, it} from 'vitest';
import text from '../../../docs/rgaa.md?raw';
import {FAILINGS, RGAA, rateOf} from './rgaa';

const lines = [...text.matchAll(/^\| (\d+\.\d+) \| ([^|]+) \| (C|NC|NA) \| ([^|]+) \|$/gm)].map(
  ([, criterion, , state, how]) => ({
    criterion,
    state,
    how
  })
);
const count = (state: string) => lines.filter((one) => one.state === state).length;
const OF_THEMES = [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12];

describe('the grid of accessibility', () => {
  it('has each of the 106 criteria once, in order, and how it was looked at', () => {
    const all = OF_THEMES.flatMap((many, theme) => Array.from({length: many}, (_, at) => `${theme + 1}.${at + 1}`));
    expect(all).toHaveLength(106);
    expect(lines.map((one) => one.criterion)).toEqual(all);
    for (const one of lines) expect(one.how?.trim(), one.criterion).not.toBe('');
  });

  it('adds up to the figures of the page', () => {
    expect({...RGAA, version: ''}).toEqual({
      version: '',
      conform: count('C'),
      failing: count('NC'),
      notApplicable: count('NA')
    });
    const rate = rateOf(RGAA).toFixed(1).replace('.', ',');
    expect(text).toContain(`| ${RGAA.conform} | ${RGAA.failing} | ${RGAA.notApplicable} | ${rate} % |`);
    expect(text).toContain(`RGAA ${RGAA.version}`);
  });

  it('fails where the page says so', () => {
    expect(lines.filter((one) => one.state === 'NC').map((one) => one.criterion)).toEqual(FAILINGS.map((one) => one.criterion));
  });

  it('adds up theme by theme', () => {
    for (const [, theme, good, bad, none] of text.matchAll(/^## (\d+)\. .* \((\d+) C, (\d+) NC, (\d+) NA\)$/gm)) {
      const own = lines.filter((one) => one.criterion?.startsWith(`${theme}.`));
      expect(
        ['C', 'NC', 'NA'].map((state) => own.filter((one) => one.state === state).length),
        theme
      ).toEqual([good, bad, none].map(Number));
    }
  });
});
