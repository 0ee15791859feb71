import { expect, it } from 'vitest';
import { amountText, readAmount, readNumber } from './money-text.ts';

it.each([
  ['1500', 'CAD', 150_000],
  ['1 500,05', 'CAD', 150_005],
  ['19.99', 'CAD', 1999],
  ['-0.1', 'CAD', -10],
  ['300', 'JPY', 300],
  ['1.005', 'CAD', Number.NaN],
  ['1.5', 'JPY', Number.NaN],
  ['12a', 'CAD', Number.NaN],
  ['', 'CAD', Number.NaN],
])('%j in %s is %d minor units', (text, currency, amount) => {
  expect(readAmount(text, currency)).toBe(amount);
});

it('writes an amount so that it reads the same again', () => {
  for (const amount of [0, 5, 1999, -150_005]) expect(readAmount(amountText(amount, 'CAD'), 'CAD')).toBe(amount);
});

it('takes no other spelling for a number', () => {
  for (const text of ['1e5', '0x10', '1.2.3', 'Infinity', '--1']) expect(readNumber(text)).toBeNaN();
});
