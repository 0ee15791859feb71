/** Every export of packages/*, the media server and each server context's index.ts has a docstring. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { inRepository, repositoryRoot } from '../repository.ts';

const DECLARATION =
  /^export (?:default )?(?:declare )?(?:abstract )?(?:async )?(?:function\*?|const|class|interface|type) (\w+)/;
const REEXPORT = /^export (?:type )?\{([^}]*)\} from '(\.[^']+)'/gms;
const REEXPORT_ALL = /^export \* from '(\.[^']+)'/gms;
/** The type that a schema infers is explained by the schema. */
const INFERRED = /^export type \w+ = z\.(?:infer|input|output)</;

interface Undocumented {
  file: string;
  line: number;
  name: string;
}

/** The exports of a file (only those in `names`, when given) that no comment stands above. */
function undocumented(file: string, names?: Set<string>): Undocumented[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((text, index) => {
    const name = DECLARATION.exec(text)?.[1];
    const counts = name !== undefined && (names?.has(name) ?? true) && !INFERRED.test(text);
    if (!counts || isDocumented(lines, index, name)) return [];
    return [{ file, line: index + 1, name }];
  });
}

function isDocumented(lines: string[], index: number, name: string): boolean {
  if (lines[index - 1]?.trimEnd().endsWith('*/')) return true;
  // The second and later signatures of an overloaded function share the first one's comment.
  const previous = lines.slice(0, index).findLast((line) => DECLARATION.test(line));
  return lines[index]?.startsWith('export function') === true && DECLARATION.exec(previous ?? '')?.[1] === name;
}

/** An index file vouches for what it passes on. */
function undocumentedThrough(index: string): Undocumented[] {
  const text = readFileSync(index, 'utf8');
  const named = [...text.matchAll(REEXPORT)].flatMap(([, names = '', from = '']) => {
    const originals = names.split(',').map(
      (name) =>
        name
          .trim()
          .replace(/^type /, '')
          .split(' as ')[0] ?? '',
    );
    return undocumented(join(dirname(index), from), new Set(originals));
  });
  const all = [...text.matchAll(REEXPORT_ALL)].flatMap(([, from = '']) => undocumented(join(dirname(index), from)));
  return [...undocumented(index), ...named, ...all];
}

function sources(folder: string): string[] {
  const path = inRepository(folder);
  if (!existsSync(path)) return [];
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file)).map((file) => join(path, file));
}

const contexts = sources('apps/server/src').filter((file) => file.endsWith('/index.ts'));
const whole = ['packages/contract/src', 'packages/sync/src', 'media-server/src'].flatMap(sources);
const missing = [...whole.flatMap((file) => undocumented(file)), ...contexts.flatMap(undocumentedThrough)];
for (const { file, line, name } of missing) {
  console.error(
    `${relative(repositoryRoot, file)}:${line}  ${name} has no docstring: say its purpose, units and errors.`,
  );
}
if (whole.length === 0) console.error('No source file was seen.');
console.log(`${whole.length + contexts.length} files, ${missing.length} exports without a docstring`);
process.exit(missing.length > 0 || whole.length === 0 ? 1 : 0);
