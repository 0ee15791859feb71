import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'esbuild';

const source = /^@prisma\/client\/runtime\/query_compiler_.*\.wasm-base64\.mjs$/;
const file = 'query-compiler.wasm';

/** What the client takes instead: something that is text only while it is asked for, as `Buffer.from` does. */
const replacement = `
import { readFileSync } from 'node:fs';
import file from '${file}';
export const wasm = { [Symbol.toPrimitive]: () => readFileSync(new URL(file, import.meta.url), 'base64') };
`;

/**
 * Puts Prisma's query compiler into a file of its own beside the bundles. It comes as a module with one string of 4.5 MB,
 * which a process would keep twice for as long as it lives.
 */
export const queryCompiler: Plugin = {
  name: 'query-compiler',
  setup(bundler) {
    const { resolve } = createRequire(import.meta.url);
    bundler.onResolve({ filter: source }, ({ path }) => ({ path, namespace: 'query-compiler' }));
    bundler.onResolve({ filter: /^query-compiler\.wasm$/, namespace: 'query-compiler' }, ({ importer }) => ({
      path: file,
      namespace: 'query-compiler-bytes',
      pluginData: importer,
    }));
    bundler.onLoad({ filter: /.*/, namespace: 'query-compiler' }, () => ({ contents: replacement, loader: 'js' }));
    bundler.onLoad({ filter: /.*/, namespace: 'query-compiler-bytes' }, ({ pluginData }) => ({
      contents: bytesIn(readFileSync(resolve(String(pluginData)), 'utf8')),
      loader: 'file',
    }));
  },
};

/** The module is `const wasm = "<base64>"` and an export. */
function bytesIn(module: string): Buffer {
  const [, base64] = /"([A-Za-z0-9+/=]{1000,})"/.exec(module) ?? [];
  if (base64 === undefined) throw new Error('Prisma packs its query compiler in another way than scripts/build knows.');
  return Buffer.from(base64, 'base64');
}
