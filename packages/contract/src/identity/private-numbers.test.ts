import { describe, expect, it } from 'vitest';
import { bankAccountSchema, endingOf, isIban, taxNumberSchema } from './private-numbers.ts';

describe('a tax number', () => {
  it.each(['046 454 286', '046-454-286', '046454286'])('is one however it is written: %s', (text) => {
    expect(taxNumberSchema.parse(text)).toBe('046454286');
  });

  it.each(['', '12', '046 454 28é', 'x'.repeat(21)])('is refused: %j', (text) => {
    expect(taxNumberSchema.safeParse(text).success).toBe(false);
  });
});

describe('a bank account', () => {
  // Examples of the registry of IBANs (SWIFT, ISO 13616).
  it.each(['GB29NWBK60161331926819', 'DE89370400440532013000', 'NO9386011117947', 'MT84MALT011000012345MTLCAST001S'])(
    'may be the IBAN %s',
    (iban) => {
      expect(isIban(iban)).toBe(true);
      expect(isIban(iban.replace(/\d$|S$/, (last) => (last === '0' ? '1' : '0')))).toBe(false);
    },
  );

  it('takes separators away', () => {
    expect(bankAccountSchema.parse({ kind: 'iban', iban: 'gb29 nwbk 6016 1331 9268 19' })).toEqual({
      kind: 'iban',
      iban: 'GB29NWBK60161331926819',
    });
    const canadian = { kind: 'canadian', institution: '004', transit: '10-202', account: '123 4567' };
    expect(bankAccountSchema.parse(canadian)).toMatchObject({ transit: '10202', account: '1234567' });
  });

  it.each([
    { kind: 'canadian', institution: '4', transit: '10202', account: '1234567' },
    { kind: 'canadian', institution: '004', transit: '1020', account: '1234567' },
    { kind: 'canadian', institution: '004', transit: '10202', account: '12a4567' },
    { kind: 'iban', iban: 'DE89370400440532013001' },
  ])('is refused: %j', (account) => {
    expect(bankAccountSchema.safeParse(account).success).toBe(false);
  });
});

it('shows at most half of a number', () => {
  expect(['1234', '046454286', '1234567', 'GB29NWBK60161331926819'].map(endingOf)).toEqual([
    '34',
    '286',
    '567',
    '6819',
  ]);
});
