import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { buildProblem, errorText } from '../problem.ts';
import { inRepository } from '../repository.ts';
import { buildOnce, fingerprint } from './fingerprint.ts';

/** Builds the web app when its sources changed. Returns whether it did. */
export function buildWeb(): Promise<boolean> {
  const print = fingerprint('apps/web', 'packages', 'package-lock.json');
  return buildOnce('apps/web/dist/.fingerprint', print, async () => {
    const vite = inRepository('node_modules', 'vite', 'bin', 'vite.js');
    try {
      await promisify(execFile)(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
        cwd: inRepository('apps', 'web'),
        env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' },
        maxBuffer: 64 * 1024 * 1024,
      });
    } catch (error) {
      const output = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
      throw buildProblem('The web app does not build', output || errorText(error));
    }
  });
}
