import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { inRepository } from '../../scripts/repository.ts';

const run = promisify(execFile);

/** What somebody installs beside the package to try its README in TypeScript and on PostgreSQL. */
const beside = ['pg', '@types/node', 'undici-types'];

/**
 * A folder outside the repository in which somebody has installed what `npm pack` makes of packages/sync, and what it says that it
 * needs, and nothing else. The caller removes it.
 */
export async function makeStrangersFolder(): Promise<string> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'muster-stranger-')));
  await run(process.execPath, [inRepository('scripts/run.mjs'), inRepository('scripts/build/sync-package.ts')]);
  await run('npm', ['pack', '--pack-destination', folder], { cwd: inRepository('packages/sync/dist') });
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
  const installed = join(folder, 'node_modules/@muster/sync');
  mkdirSync(installed, { recursive: true });
  await run('tar', ['-xzf', join(folder, archive), '-C', installed, '--strip-components=1']);
  for (const name of [...needed(installed), ...beside]) link(folder, name);
  return folder;
}

function needed(installed: string): string[] {
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  return Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
}

function link(folder: string, name: string): void {
  const path = join(folder, 'node_modules', name);
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(inRepository('node_modules', name), path);
}
