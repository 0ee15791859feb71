/**
 * Runs a script written in TypeScript: `node scripts/run.mjs scripts/check/main.ts [arguments]`.
 * Node 20 does not read TypeScript, so esbuild bundles the script first (some 30 ms); npm packages stay imports.
 */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Bundles one TypeScript file into node_modules/.cache and returns the bundle's path.
 * @param {string} entry absolute path
 * @returns {Promise<string>}
 */
export async function bundleScript(entry) {
  const { build, stop } = await import('esbuild');
  const { ownWorkspacesOnly } = await import('./build/own-workspaces-only.mjs');
  const cache = join(root, 'node_modules', '.cache', 'muster');
  const file = join(cache, `${relative(root, entry).replaceAll(/[\\/]/g, '-').replace(/\.ts$/, '')}.mjs`);
  const {
    outputFiles: [bundle],
  } = await build({
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    plugins: [ownWorkspacesOnly],
    sourcemap: 'inline',
    logLevel: 'error',
  });
  await stop();
  mkdirSync(cache, { recursive: true });
  // Written beside and moved, so that a second run at the same time never reads half a file.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, bundle?.contents ?? '');
  renameSync(draft, file);
  return file;
}

/**
 * Bundles and runs one TypeScript file in this process.
 * @param {string} entry
 * @param {string[]} args
 */
export async function runScript(entry, args) {
  process.setSourceMapsEnabled(true);
  process.argv = [process.execPath, resolve(entry), ...args];
  await import(pathToFileURL(await bundleScript(resolve(entry))).href);
}

if (process.argv[1] && basename(process.argv[1]) === 'run.mjs') {
  const [entry = '', ...args] = process.argv.slice(2);
  await runScript(entry, args);
}
