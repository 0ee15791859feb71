import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder, found upwards: this module also runs from a bundle in node_modules/.cache. */
function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package-lock.json')) && existsSync(join(folder, 'prisma'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('This script must run from inside a clone of the repository.');
  return findRoot(parent);
}

export const repositoryRoot = findRoot(dirname(fileURLToPath(import.meta.url)));

/** A path inside the repository. */
export function inRepository(...parts: string[]): string {
  return join(repositoryRoot, ...parts);
}
