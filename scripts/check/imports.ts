/** Who may import whom: runs dependency-cruiser over the rules of import-rules.ts. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { ParseOptions } from '@swc/core';
import type { ICruiseResult } from 'dependency-cruiser';
import { inRepository, repositoryRoot } from '../repository.ts';
import { importRules } from './import-rules.ts';

const SOURCES = ['apps', 'packages', 'media-server', 'tests', 'scripts'];

/** Fewer modules than this means that the parser saw nothing, and every rule would pass. */
const FEWEST_MODULES = 50;

/** dependency-cruiser parses .tsx without JSX; it takes the parser from here, so this is where it learns. */
function teachJsx(): void {
  const swc: { parseFileSync(file: string, options?: ParseOptions): unknown } = createRequire(import.meta.url)(
    '@swc/core',
  );
  const parse = swc.parseFileSync.bind(swc);
  swc.parseFileSync = (file, options) => parse(file, { ...options, syntax: 'typescript', tsx: file.endsWith('.tsx') });
}

async function cruiseSources(): Promise<ICruiseResult> {
  teachJsx();
  const { cruise } = await import('dependency-cruiser');
  const { forbidden, options } = importRules;
  process.chdir(repositoryRoot);
  const { output } = await cruise(
    SOURCES,
    { ...options, validate: true, ruleSet: { forbidden } },
    options?.enhancedResolveOptions,
  );
  if (typeof output === 'string') throw new Error('dependency-cruiser answered with text instead of a result.');
  return output;
}

/** What dependency-cruiser cannot tell apart with this parser: a rule's breach counts only if this holds for the import too. */
const FURTHER_CONDITIONS: Record<string, (statement: ImportStatement) => boolean> = {
  'web-sees-only-the-type-of-the-router': ({ typeOnly }) => !typeOnly,
  'sync-browser-half-stays-in-the-browser': ({ typeOnly }) => !typeOnly,
  'no-way-around-the-package-name': ({ module }) => module.startsWith('.'),
};

interface ImportStatement {
  module: string;
  typeOnly: boolean;
}

function statementsOf({ modules }: ICruiseResult, from: string, to: string): ImportStatement[] {
  const dependencies = modules.find(({ source }) => source === from)?.dependencies ?? [];
  const names = new Set(dependencies.filter(({ resolved }) => resolved === to).map(({ module }) => module));
  const text = readFileSync(inRepository(from), 'utf8');
  const found = [...text.matchAll(/(?:^|;\s*)(?:import|export)(\s+type)?\b[^;]*?'([^']+)'/gm)];
  const statements = found.map(([, type, module = '']) => ({ module, typeOnly: type !== undefined }));
  return statements.filter(({ module }) => names.has(module));
}

const result = await cruiseSources();
const { modules, summary } = result;
const own = modules.filter(({ source }) => SOURCES.some((folder) => source.startsWith(`${folder}/`)));
const edges = own.reduce((sum, module) => sum + module.dependencies.length, 0);
if (own.length < FEWEST_MODULES || edges < own.length) {
  console.error(`Only ${own.length} modules with ${edges} imports were seen: the rules were not really checked.`);
  process.exit(1);
}

const comments = new Map(importRules.forbidden?.map((rule) => [rule.name, rule.comment]));
const breaches = summary.violations.filter(({ rule, from, to }) => {
  const condition = FURTHER_CONDITIONS[rule.name];
  return condition === undefined || statementsOf(result, from, to).some(condition);
});
for (const { from, to, rule, cycle } of breaches) {
  const circle = cycle ? ` (${cycle.map(({ name }) => name).join(' → ')})` : '';
  console.error(`${from} → ${to}${circle}\n  ${rule.name}: ${comments.get(rule.name) ?? ''}`);
}
console.log(`${own.length} modules, ${edges} imports, ${breaches.length} forbidden`);
process.exit(breaches.length > 0 ? 1 : 0);
