import { build, stop } from 'esbuild';
import { inRepository } from '../repository.ts';
import { buildOnce, fingerprint } from './fingerprint.ts';
import { ownWorkspacesOnly } from './own-workspaces-only.mjs';

/** Bundles the media server when its sources changed. Returns whether it did. */
export function buildMediaServer(): Promise<boolean> {
  const print = fingerprint('media-server/src', 'packages', 'scripts/build');
  return buildOnce('media-server/dist/.fingerprint', print, async () => {
    await build({
      entryPoints: [inRepository('media-server/src/main.ts')],
      outdir: inRepository('media-server/dist'),
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      sourcemap: true,
      plugins: [ownWorkspacesOnly],
    });
    await stop();
  });
}
