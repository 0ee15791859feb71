import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ParseOptions } from '@swc/core';
import type { ICruiseResult } from 'dependency-cruiser';
import { importRules } from './import-rules.ts';

/** One import that a rule forbids. */
export interface Breach {
  from: string;
  to: string;
  rule: string;
  /** Why, and what to do instead. */
  comment: string;
  /** The files of a circle, in order. */
  circle: string[];
}

/** What was looked at, so that a check that saw nothing can be told from one that found nothing. */
export interface ImportSurvey {
  modules: number;
  imports: number;
  breaches: Breach[];
}

/** Looks at every import in the named folders of a repository. */
export async function surveyImports(root: string, folders: string[]): Promise<ImportSurvey> {
  const result = await cruiseFolders(root, folders);
  const own = result.modules.filter(({ source }) => folders.some((folder) => source.startsWith(`${folder}/`)));
  const comments = new Map(importRules.forbidden?.map((rule) => [rule.name, rule.comment]));
  const breaches = result.summary.violations.filter(({ rule, from, to }) => {
    const condition = FURTHER_CONDITIONS[rule.name];
    return condition === undefined || statementsOf(root, result, from, to).some(condition);
  });
  return {
    modules: own.length,
    imports: own.reduce((sum, module) => sum + module.dependencies.length, 0),
    breaches: breaches.map(({ from, to, rule, cycle }) => ({
      from,
      to,
      rule: rule.name,
      comment: comments.get(rule.name) ?? '',
      circle: cycle?.map(({ name }) => name) ?? [],
    })),
  };
}

async function cruiseFolders(root: string, folders: string[]): Promise<ICruiseResult> {
  teachJsx();
  const { cruise } = await import('dependency-cruiser');
  const { forbidden, options } = importRules;
  const { output } = await cruise(
    folders,
    { ...options, baseDir: root, validate: true, ruleSet: { forbidden } },
    options?.enhancedResolveOptions,
  );
  if (typeof output === 'string') throw new Error('dependency-cruiser answered with text instead of a result.');
  return output;
}

/** dependency-cruiser parses .tsx without JSX; it takes the parser from here, so this is where it learns. */
function teachJsx(): void {
  const swc: { parseFileSync(file: string, options?: ParseOptions): unknown } = createRequire(import.meta.url)(
    '@swc/core',
  );
  const parse = swc.parseFileSync.bind(swc);
  swc.parseFileSync = (file, options) => parse(file, { ...options, syntax: 'typescript', tsx: file.endsWith('.tsx') });
}

interface ImportStatement {
  module: string;
  typeOnly: boolean;
}

/** What dependency-cruiser cannot tell apart with this parser: a rule's breach counts only if this holds for the import too. */
const FURTHER_CONDITIONS: Record<string, (statement: ImportStatement) => boolean> = {
  'web-sees-only-the-type-of-the-router': ({ typeOnly }) => !typeOnly,
  'sync-browser-half-stays-in-the-browser': ({ typeOnly }) => !typeOnly,
  'no-way-around-the-package-name': ({ module }) => module.startsWith('.'),
};

function statementsOf(root: string, { modules }: ICruiseResult, from: string, to: string): ImportStatement[] {
  const dependencies = modules.find(({ source }) => source === from)?.dependencies ?? [];
  const names = new Set(dependencies.filter(({ resolved }) => resolved === to).map(({ module }) => module));
  const text = readFileSync(join(root, from), 'utf8');
  const found = [...text.matchAll(/(?:^|;\s*)(?:import|export)(\s+type)?\b[^;]*?'([^']+)'/gm)];
  const statements = found.map(([, type, module = '']) => ({ module, typeOnly: type !== undefined }));
  return statements.filter(({ module }) => names.has(module));
}
