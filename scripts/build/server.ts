import { existsSync } from 'node:fs';
import { type BuildFailure, type BuildOptions, build, stop } from 'esbuild';
import { buildProblem } from '../problem.ts';
import { inRepository } from '../repository.ts';
import { buildOnce, fingerprint } from './fingerprint.ts';
import { ownWorkspacesOnly } from './own-workspaces-only.mjs';

/** How the server's programs are bundled, for one build and for `npm run dev`. */
export function serverBuildOptions(): BuildOptions {
  const entries = { main: 'apps/server/src/main.ts', demo: 'apps/server/src/demo/main.ts' };
  const present = Object.entries(entries).filter(([, path]) => existsSync(inRepository(path)));
  return {
    entryPoints: Object.fromEntries(present.map(([name, path]) => [name, inRepository(path)])),
    outdir: inRepository('apps/server/dist'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    plugins: [ownWorkspacesOnly],
    logLevel: 'silent',
  };
}

/** Bundles the server when its sources changed. Returns whether it did. */
export function buildServer(): Promise<boolean> {
  const generated = 'apps/server/src/core/database/generated/.fingerprint';
  const print = fingerprint('apps/server/src', 'packages', 'scripts/build', generated);
  return buildOnce('apps/server/dist/.fingerprint', print, async () => {
    await build(serverBuildOptions()).catch((error: BuildFailure) => {
      const reasons = error.errors.map(({ text, location }) => `${location?.file}:${location?.line} ${text}`);
      throw buildProblem('The server does not build', reasons.join('\n'));
    });
    // Its service process would stay for as long as we do.
    await stop();
  });
}
