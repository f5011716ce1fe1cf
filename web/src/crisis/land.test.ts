import {describe, expect, it} from 'vitest';
import {harvestLoss} from './land';

describe('harvestLoss', () => {
  it('is hectares by share, yield and price', () => {
    // 12.5 ha, half lost, 80 q/ha at 200 €/t: 50 t.
    expect(harvestLoss(125_000, 50, 80, 200)).toBe(10_000);
    expect(harvestLoss(125_000, 0, 80, 200)).toBe(0);
  });
  it('is not known where one figure is missing', () => {
    expect(harvestLoss(125_000, null, 80, 200)).toBe(null);
    expect(harvestLoss(125_000, 50, null, 200)).toBe(null);
    expect(harvestLoss(125_000, 50, 80, null)).toBe(null);
  });
});
