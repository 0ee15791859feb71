import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { precompress } from './precompress.ts';

const server = process.env.MUSTER_SERVER ?? 'http://127.0.0.1:3000';
const paths = { '/trpc': {}, '/healthz': {}, '/sync': { ws: true }, '/realtime': { ws: true } };
const proxy = Object.fromEntries(
  Object.entries(paths).map(([path, options]) => [path, { target: server, ...options }]),
);

const frame =
  /node_modules\/(react|react-dom|scheduler|@tanstack\/(react-query|query-core|react-router|router-core|history|store|react-store)|@trpc\/[\w-]+|i18next|react-i18next|clsx)\//;

const contract = join(import.meta.dirname, '../../packages/contract/src');

/** The names of the contract's schemas. One is often made from another: `policySchema.extend(…)` has no effect either. */
function schemaNames(): string[] {
  const files = readdirSync(contract, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const sources = files.map((file) => readFileSync(join(contract, file), 'utf8')).join('\n');
  return [...sources.matchAll(/^(?:export )?const (\w+Schema)\b/gm)].map(([, name = '']) => name);
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss(), precompress()],
  server: { proxy },
  preview: { proxy },
  build: {
    target: 'es2022',
    manifest: true,
    sourcemap: false,
    // Icons and fonts stay files: the content security policy allows no data: fonts, and files are cached for a year.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      // The contract's schemas are made where their types and constants are; those that no screen runs stay out. They
      // spread objects of fields into each other, which is no reason to keep them either.
      treeshake: { manualPureFunctions: ['z', ...schemaNames()], propertyReadSideEffects: false },
      output: {
        // What every screen needs, in one file that stays cached when only our own code changes.
        codeSplitting: { groups: [{ name: 'frame', test: frame }] },
      },
    },
  },
});
