/** `npm run check`: types, format, lint, unused code, import rules, docstrings. */
import { fileURLToPath } from 'node:url';
import { ensureDependencies, requireNode } from './bootstrap.mjs';
import { runScript } from './run.mjs';

requireNode();
await ensureDependencies();
await runScript(fileURLToPath(new URL('check/main.ts', import.meta.url)), process.argv.slice(2));
