import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inRepository } from '../repository.ts';

const SKIPPED = new Set(['node_modules', 'dist', 'generated']);

/** A hash over the content of files and folders (paths in the repository); missing ones count as empty. */
export function fingerprint(...paths: string[]): string {
  const hash = createHash('sha256').update(process.version);
  for (const path of paths) addPath(hash, path);
  return hash.digest('hex');
}

function addPath(hash: ReturnType<typeof createHash>, path: string): void {
  const absolute = inRepository(path);
  if (!existsSync(absolute)) return;
  if (!statSync(absolute).isDirectory()) {
    // The path counts as it is in the repository: a moved clone needs no new build.
    hash.update(path).update('\0').update(readFileSync(absolute));
    return;
  }
  const names = readdirSync(absolute).filter((name) => !SKIPPED.has(name));
  for (const name of names.sort()) addPath(hash, join(path, name));
}

/** Runs a build unless the stamp beside its output says that these very sources were built. Returns whether it ran. */
export async function buildOnce(stamp: string, print: string, build: () => Promise<void>): Promise<boolean> {
  const file = inRepository(stamp);
  if (existsSync(file) && readFileSync(file, 'utf8') === print) return false;
  await build();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, print);
  return true;
}
