import { describe, expect, it } from 'vitest';
import { draftOf, readAmount, readBonus, writeAmount } from './pay-text.ts';

describe('an amount', () => {
  it.each([
    ['31.50', 'CAD', 3_150],
    ['31,5', 'CAD', 3_150],
    ['31', 'CAD', 3_100],
    ['3150', 'JPY', 3_150],
    ['1.234', 'KWD', 1_234],
  ])('%s in %s is read in minor units', (text, currency, minor) => {
    expect(readAmount(text, currency)).toBe(minor);
    expect(readAmount(writeAmount(minor, currency), currency)).toBe(minor);
  });

  it.each([
    ['', 'CAD'],
    ['31.505', 'CAD'],
    ['31.5', 'JPY'],
    ['-1', 'CAD'],
    ['1e3', 'CAD'],
  ])('%j is none in %s', (text, currency) => {
    expect(readAmount(text, currency)).toBeNull();
  });
});

describe('a bonus', () => {
  it.each([
    { kind: 'none' as const },
    { kind: 'monthly' as const, amount: 20_000 },
    { kind: 'per_job' as const, amount: 1_550 },
    { kind: 'revenue_share' as const, basisPoints: 250, basis: 'location' as const },
  ])('is read as it was written: %j', (bonus) => {
    expect(readBonus(draftOf(bonus, 'CAD'), 'CAD')).toEqual(bonus);
  });

  it('is no more than everything', () => {
    expect(readBonus({ kind: 'revenue_share', text: '100.01', basis: 'own' }, 'CAD')).toBeNull();
    expect(readBonus({ kind: 'revenue_share', text: '', basis: 'own' }, 'CAD')).toBeNull();
  });
});
