import { execFile } from 'node:child_process';
import { readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isAlive } from '../postgres/process.ts';
import { buildProblem, errorText } from '../problem.ts';
import { inRepository } from '../repository.ts';
import { buildOnce, fingerprint } from './fingerprint.ts';

/** Builds the web app when its sources changed. Returns whether it did. */
export function buildWeb(): Promise<boolean> {
  const print = fingerprint('apps/web', 'packages', 'package-lock.json');
  return buildOnce('apps/web/dist/.fingerprint', print, async () => {
    const vite = inRepository('node_modules', 'vite', 'bin', 'vite.js');
    // Built beside and moved: a running server keeps whole files, and two builds at once do not empty each other's folder.
    removeAbandonedDrafts();
    const name = `dist.${process.pid}`;
    const draft = inRepository('apps', 'web', name);
    try {
      await promisify(execFile)(
        process.execPath,
        [vite, 'build', '--logLevel', 'warn', '--outDir', name, '--emptyOutDir'],
        {
          cwd: inRepository('apps', 'web'),
          env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' },
          maxBuffer: 64 * 1024 * 1024,
        },
      );
      const dist = inRepository('apps', 'web', 'dist');
      rmSync(dist, { recursive: true, force: true });
      renameSync(draft, dist);
    } catch (error) {
      rmSync(draft, { recursive: true, force: true });
      const output = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
      throw buildProblem('The web app does not build', output || errorText(error));
    }
  });
}

/** Folders of builds whose process was killed. */
function removeAbandonedDrafts(): void {
  const web = inRepository('apps', 'web');
  for (const name of readdirSync(web)) {
    const pid = /^dist\.(\d+)$/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) rmSync(join(web, name), { recursive: true, force: true });
  }
}
