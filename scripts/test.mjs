/** `npm test`: installs what is needed and runs every test. Needs nothing installed but Node and npm (and apt for a browser). */
import { fileURLToPath } from 'node:url';
import { ensureDependencies, requireNode } from './bootstrap.mjs';
import { runScript } from './run.mjs';

const HELP = `Runs every test: unit, integration (real PostgreSQL, real server), browser.

  npm test
  npm test -- --only unit|integration|browser

One file while developing:
  npx vitest run tests/identity/sign-in.test.ts
  npx playwright test tests/app/shell.browser.ts`;

if (process.argv.includes('--help')) {
  console.log(HELP);
} else {
  requireNode();
  await ensureDependencies();
  await runScript(fileURLToPath(new URL('testing/main.ts', import.meta.url)), process.argv.slice(2));
}
