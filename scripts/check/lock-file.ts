/**
 * package-lock.json names the binaries of every platform and no registry. npm silently leaves a platform out when the
 * registry at hand lacks it, and then `npm ci` fails on the machines of others.
 */
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { inRepository } from '../repository.ts';

interface LockedPackage {
  link?: boolean;
  resolved?: string;
  integrity?: string;
  optionalDependencies?: Record<string, string>;
}

const packages: Record<string, LockedPackage> = JSON.parse(
  readFileSync(inRepository('package-lock.json'), 'utf8'),
).packages;

/** Whether a package is found from another one's folder, as Node looks for it: nearest node_modules first. */
function isLocked(name: string, from: string): boolean {
  const here = from === '' || from === '.' ? '' : `${from}/`;
  if (packages[`${here}node_modules/${name}`]) return true;
  return here !== '' && isLocked(name, dirname(from));
}

const problems = Object.entries(packages).flatMap(([path, locked]) => {
  const missing = Object.keys(locked.optionalDependencies ?? {}).filter((name) => !isLocked(name, path));
  return [
    ...missing.map((name) => `${path} lacks its optional dependency ${name}: take a version that is complete.`),
    ...(locked.resolved?.startsWith('http')
      ? [`${path} names a registry: omit-lockfile-registry-resolved is off.`]
      : []),
    ...(path.includes('node_modules/') && !locked.link && !locked.integrity ? [`${path} has no checksum.`] : []),
  ];
});

for (const problem of problems) console.error(problem);
console.log(`${Object.keys(packages).length} packages, ${problems.length} problems`);
process.exit(problems.length > 0 ? 1 : 0);
