/**
 * Runs a script written in TypeScript: `node scripts/run.mjs scripts/check/main.ts [arguments]`.
 * Node 20 does not read TypeScript, so esbuild bundles the script first (some 30 ms); npm packages stay imports.
 */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Bundles one TypeScript file into node_modules/.cache and returns the bundle's path. */
export async function bundleScript(entry) {
  const { buildSync } = await import('esbuild');
  const cache = join(root, 'node_modules', '.cache', 'muster');
  const file = join(cache, `${relative(root, entry).replaceAll(/[\\/]/g, '-').replace(/\.ts$/, '')}.mjs`);
  const { outputFiles } = buildSync({
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'error',
  });
  mkdirSync(cache, { recursive: true });
  // Written beside and moved, so that a second run at the same time never reads half a file.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, outputFiles[0].contents);
  renameSync(draft, file);
  return file;
}

/** Bundles and runs one TypeScript file in this process. */
export async function runScript(entry, args) {
  process.setSourceMapsEnabled(true);
  process.argv = [process.argv[0], resolve(entry), ...args];
  await import(pathToFileURL(await bundleScript(resolve(entry))).href);
}

if (process.argv[1] && basename(process.argv[1]) === 'run.mjs') {
  const [entry, ...args] = process.argv.slice(2);
  await runScript(entry, args);
}
