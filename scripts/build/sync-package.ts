/**
 * `npm run build:sync`: packages/sync as a stranger gets it, in packages/sync/dist. There it is JavaScript with its types: Node
 * reads no TypeScript in installed packages. `npm pack` and `npm publish` do the rest, in that folder.
 */
import { execFile } from 'node:child_process';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { buildProblem, errorText } from '../problem.ts';
import { reportAndExit } from '../report.ts';
import { inRepository } from '../repository.ts';

const folder = 'packages/sync';

interface Manifest {
  version: string;
  license: string;
  dependencies: Record<string, string>;
}

function readJson(path: string): Manifest & Record<string, unknown> {
  return JSON.parse(readFileSync(inRepository(path), 'utf8'));
}

/** As in the workspace, but leading to what was built, and with the reader's own Yjs: two in one program do not mix. */
function publishedManifest(): object {
  const {
    private: _,
    devDependencies: __,
    exports: ___,
    dependencies,
    ...manifest
  } = readJson(`${folder}/package.json`);
  const { yjs = '', ...others } = Object.fromEntries(
    Object.entries(dependencies).map(([name, version]) => [name, `^${version}`]),
  );
  const half = (name: string) => ({ types: `./${name}/index.d.ts`, default: `./${name}/index.js` });
  return {
    ...manifest,
    engines: readJson('package.json').engines,
    exports: { './server': half('server'), './client': half('client') },
    dependencies: others,
    peerDependencies: { yjs },
  };
}

async function compile(): Promise<void> {
  const project = inRepository(folder, 'tsconfig.package.json');
  const compiler = inRepository('node_modules/typescript/bin/tsc');
  await promisify(execFile)(process.execPath, [compiler, '--project', project]).catch((error: unknown) => {
    const said = error instanceof Error && 'stdout' in error ? String(error.stdout) : errorText(error);
    throw buildProblem('packages/sync does not build', said);
  });
}

async function main(): Promise<void> {
  rmSync(inRepository(folder, 'dist'), { recursive: true, force: true });
  await compile();
  for (const name of ['README.md', 'SPEC.md'])
    copyFileSync(inRepository(folder, name), inRepository(folder, 'dist', name));
  copyFileSync(inRepository('LICENSE'), inRepository(folder, 'dist/LICENSE'));
  writeFileSync(inRepository(folder, 'dist/package.json'), `${JSON.stringify(publishedManifest(), null, 2)}\n`);
  console.log(`${folder}/dist: built`);
}

await main().catch(reportAndExit);
