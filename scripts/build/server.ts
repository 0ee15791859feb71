import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { type BuildFailure, type BuildOptions, build, stop } from 'esbuild';
import { buildProblem } from '../problem.ts';
import { inRepository } from '../repository.ts';
import { buildOnce, fingerprint } from './fingerprint.ts';
import { ownWorkspacesOnly } from './own-workspaces-only.mjs';
import { queryCompiler } from './query-compiler.ts';

/** How the server's programs are bundled, for one build and for `npm run dev`. */
export function serverBuildOptions(): BuildOptions {
  const entries = {
    main: 'apps/server/src/main.ts',
    'upkeep-main': 'apps/server/src/upkeep-main.ts',
    'documents-main': 'apps/server/src/documents-main.ts',
    demo: 'apps/server/src/demo/main.ts',
    migrate: 'scripts/database/migrate.ts',
    'rotate-keys': 'apps/server/src/core/sealing/rotation/rotate-main.ts',
  };
  return {
    entryPoints: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, inRepository(path)])),
    outdir: inRepository('apps/server/dist'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    plugins: [queryCompiler, ownWorkspacesOnly],
    assetNames: '[name]',
    logLevel: 'silent',
  };
}

/** Bundles the server when its sources changed. Returns whether it did. */
export function buildServer(): Promise<boolean> {
  const generated = 'apps/server/src/core/database/generated/.fingerprint';
  const print = fingerprint('apps/server/src', 'packages', 'scripts/build', 'scripts/database', generated);
  return buildOnce('apps/server/dist/.fingerprint', print, async () => {
    const { outputFiles } = await build({ ...serverBuildOptions(), write: false }).catch((error: BuildFailure) => {
      const reasons = error.errors.map(({ text, location }) => `${location?.file}:${location?.line} ${text}`);
      throw buildProblem('The server does not build', reasons.join('\n'));
    });
    mkdirSync(inRepository('apps/server/dist'), { recursive: true });
    // Written beside and moved, so that a server that starts at this moment never reads half a file.
    for (const { path, contents } of outputFiles) {
      writeFileSync(`${path}.${process.pid}`, contents);
      renameSync(`${path}.${process.pid}`, path);
    }
    // Its service process would stay for as long as we do.
    await stop();
  });
}
