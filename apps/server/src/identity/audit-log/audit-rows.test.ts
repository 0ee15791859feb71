import { expect, it } from 'vitest';
import { csvCell } from './audit-rows.ts';

it.each([
  ['plain', 'plain'],
  [null, ''],
  [-3, '-3'],
  ['a, b', '"a, b"'],
  ['say "so"', '"say ""so"""'],
  ['two\nlines', '"two\nlines"'],
  ['=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
  ['@sum', "'@sum"],
  [{ name: 'Fleet' }, '"{""name"":""Fleet""}"'],
])('writes %j as %s', (value, cell) => {
  expect(csvCell(value)).toBe(cell);
});
