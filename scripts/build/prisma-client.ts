import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { buildProblem, errorText } from '../problem.ts';
import { inRepository, repositoryRoot } from '../repository.ts';
import { buildOnce, fingerprint } from './fingerprint.ts';

const OUTPUT = 'apps/server/src/core/database/generated';

/** Generates the Prisma client when the schema or Prisma's version changed. Returns whether it did. */
export function generateClient(): Promise<boolean> {
  const print = fingerprint('prisma/schema.prisma', 'prisma/models', 'node_modules/prisma/package.json');
  return buildOnce(`${OUTPUT}/.fingerprint`, print, async () => {
    // Prisma looks for a schema engine that it would download and then not use; any program that exists satisfies it.
    const env = {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    };
    const cli = inRepository('node_modules', 'prisma', 'build', 'index.js');
    try {
      await promisify(execFile)(process.execPath, [cli, 'generate', '--no-hints'], { cwd: repositoryRoot, env });
    } catch (error) {
      const output = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
      throw buildProblem('The database client cannot be generated', output || errorText(error));
    }
  });
}
