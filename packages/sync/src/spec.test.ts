import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { refusalOfClose } from './client/reconnecting.ts';
import { CLOSE } from './protocol/close-codes.ts';
import { MESSAGE } from './protocol/message-types.ts';
import { REFUSAL_CODES } from './server/frames.ts';
import { DEFAULT_LIMITS } from './server/limits.ts';

const source = import.meta.dirname;
const specification = readFileSync(join(source, '../SPEC.md'), 'utf8');

/** The numbers of the rules, in the order in which they stand. */
const rules = [...specification.matchAll(/^- \*\*([A-Z]+\d+)\*\* /gm)].map(([, rule = '']) => rule);

/** The rules that tests, or whole groups of them, quote at the beginning of their titles: `test('J1, J2: …`. */
function quoted(): string[] {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts'));
  const titles = files.flatMap((file) => [
    ...readFileSync(join(source, file), 'utf8').matchAll(
      /\b(?:test|describe)(?:\.\w+)*(?:\([^)]*\))?\(\s*['"`]([A-Z]+\d+(?:, [A-Z]+\d+)*):/g,
    ),
  ]);
  return titles.flatMap(([, numbers = '']) => numbers.split(', '));
}

test('every rule of the specification is quoted by a test', () => {
  const quotes = new Set(quoted());
  expect(rules.length).toBeGreaterThan(40);
  expect(rules.filter((rule) => !quotes.has(rule))).toEqual([]);
});

test('no test quotes a rule that the specification does not have', () => {
  expect(quoted().filter((rule) => !rules.includes(rule))).toEqual([]);
});

test('each rule has a number of its own', () => {
  expect(rules.filter((rule, index) => rules.indexOf(rule) !== index)).toEqual([]);
});

/** The rows of the table with this first heading, as their cells. */
function rowsUnder(heading: string): string[][] {
  const [, table = ''] = specification.split(`\n| ${heading} |`);
  const lines = (table.split('\n\n')[0] ?? '').split('\n').slice(2);
  return lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}

const units: Readonly<Record<string, number>> = { KiB: 1024, MiB: 1024 ** 2, ms: 1, s: 1_000 };

/** "72 MiB", "1,000" or "250 ms" as the code has them. */
function inUnits(text: string): number {
  const [digits = '', unit = ''] = text.split(' ');
  return Number(digits.replaceAll(',', '')) * (units[unit] ?? 1);
}

test('the messages of the specification are those of the code', () => {
  const types = rowsUnder('type').map(([type, name]) => [name, Number(type)]);
  expect(Object.fromEntries(types)).toEqual(MESSAGE);
});

test('E1, E2: the codes of the specification are those of the code', () => {
  expect(Object.fromEntries(rowsUnder('close code').map(([code, name]) => [name, Number(code)]))).toEqual(CLOSE);
  expect(rowsUnder('refusal').map(([code]) => code)).toEqual(REFUSAL_CODES);
});

test('C4: our client stays away after the codes of which the specification says so', () => {
  const codes = rowsUnder('close code').map(([code, , , client = '']) => [code, client.startsWith('stays away')]);
  expect(codes).toEqual(Object.values(CLOSE).map((code) => [String(code), refusalOfClose(code) !== null]));
});

test('L7: the limits of the specification are those of the code', () => {
  const limits = rowsUnder('limit').map(([name, value = '']) => [name, inUnits(value)]);
  expect(Object.fromEntries(limits)).toEqual(DEFAULT_LIMITS);
});

test('tables name rules that there are', () => {
  const named = ['close code', 'refusal', 'limit']
    .flatMap(rowsUnder)
    .flatMap((cells) => cells.join(' ').match(/\b[A-Z]\d+\b/g));
  expect(named.filter((rule) => rule && !rules.includes(rule))).toEqual([]);
});
