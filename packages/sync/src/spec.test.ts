import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

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
