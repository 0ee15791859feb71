/** `npm run dev`: server and web app with hot reload, on the data of `npm start`. */
import { fileURLToPath } from 'node:url';
import { ensureDependencies, requireNode } from './bootstrap.mjs';
import { runScript } from './run.mjs';

requireNode();
await ensureDependencies();
await runScript(fileURLToPath(new URL('start/development.ts', import.meta.url)), process.argv.slice(2));
