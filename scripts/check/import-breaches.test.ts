import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ImportSurvey, surveyImports } from './import-breaches.ts';

const sources: Record<string, string> = {
  'apps/server/src/main.ts': `import './services/api.ts';`,
  'apps/server/src/services/api.ts': `import '../work/index.ts';\nexport type Router = 1;`,
  'apps/server/src/work/index.ts': `import '../identity/index.ts';\nimport '../identity/policy.ts';`,
  'apps/server/src/identity/index.ts': `import '../work/index.ts';`,
  'apps/server/src/identity/policy.ts': `import '../services/api.ts';`,
  'apps/server/src/core/log.ts': `import '../identity/index.ts';`,
  'apps/web/src/core/type.ts': `import type { Router } from '../../../server/src/services/api.ts';\nexport type R = Router;`,
  'apps/web/src/ui/Button.tsx': `import { a } from '../work/a.ts';\nexport const Button = () => <><b>{a}</b></>;`,
  'apps/web/src/work/a.ts': `import '../../../server/src/core/log.ts';\nexport const a = 1;`,
  'packages/contract/src/thing.ts': `import '../../../apps/web/src/work/a.ts';\nimport './missing.ts';`,
};

const root = mkdtempSync(join(tmpdir(), 'muster-imports-'));
let survey: ImportSurvey;

beforeAll(async () => {
  for (const [path, text] of Object.entries(sources)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  survey = await surveyImports(root, ['apps', 'packages']);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const rulesFor = (from: string) =>
  new Set(survey.breaches.filter((breach) => breach.from === from).map(({ rule }) => rule));

test('sees every module, also those with JSX', () => {
  expect(survey.modules).toBe(Object.keys(sources).length);
  expect(survey.imports).toBe(12);
});

test.each([
  ['apps/server/src/work/index.ts', 'contexts-through-their-index'],
  ['apps/server/src/identity/index.ts', 'arrows-of-identity'],
  ['apps/server/src/identity/index.ts', 'no-circular'],
  ['apps/server/src/identity/policy.ts', 'server-ladder-contexts'],
  ['apps/server/src/core/log.ts', 'server-ladder-core'],
  ['apps/web/src/ui/Button.tsx', 'ui-does-not-fetch'],
  ['apps/web/src/work/a.ts', 'web-sees-only-the-type-of-the-router'],
  ['apps/web/src/work/a.ts', 'no-way-around-the-package-name'],
  ['packages/contract/src/thing.ts', 'packages-know-nothing-internal'],
  ['packages/contract/src/thing.ts', 'not-resolvable'],
])('%s breaks the rule %s', (from, rule) => {
  expect(rulesFor(from)).toContain(rule);
});

test('lets pass what is allowed', () => {
  expect(rulesFor('apps/server/src/main.ts')).toEqual(new Set());
  expect(rulesFor('apps/web/src/core/type.ts')).not.toContain('web-sees-only-the-type-of-the-router');
});

test('explains every breach', () => {
  for (const { rule, comment } of survey.breaches) expect(comment, rule).not.toBe('');
});
