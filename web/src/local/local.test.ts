import {describe, expect, it} from 'vitest';
import {bodyOf} from './local';
import {NOTHING} from './types';

describe('what a form sends', () => {
  it('leaves no text where there is none', () => {
    const body = bodyOf({
      ...NOTHING,
      name: ' Le four ',
      commune: {id: '77142', label: 'Crécy'},
      reason: 'visite',
      closedOn: '2020-01-01'
    });
    expect(body).toMatchObject({name: 'Le four', address: null, activity: null, openedOn: null, closedOn: null, closed: false});
    expect(body).not.toHaveProperty('size');
  });

  it('keeps an activity of another nomenclature that nobody touched', () => {
    const activity = {nomenclature: 'NAF2025', code: '10.71Y'};
    const before = {activity} as Parameters<typeof bodyOf>[1];
    expect(bodyOf({...NOTHING, activity: {id: '10.71Y', label: ''}}, before).activity).toEqual(activity);
    expect(bodyOf({...NOTHING, activity: {id: '10.71C', label: ''}}, before).activity).toEqual({
      nomenclature: 'NAFRev2',
      code: '10.71C'
    });
  });
});
