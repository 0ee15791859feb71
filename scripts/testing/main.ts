/** The second half of `npm test`: everything after the packages are installed. */
import { parseArgs } from 'node:util';
import { generateClient } from '../build/prisma-client.ts';
import { buildServer } from '../build/server.ts';
import { buildWeb } from '../build/web.ts';
import { StartProblem } from '../problem.ts';
import { step } from '../progress.mjs';
import { reportAndExit } from '../report.ts';
import { findOrInstallBrowser } from './browser.ts';
import { ensureCompanions } from './companions.ts';
import { runPlaywright, runVitest, type Tally } from './runners.ts';

const KINDS = ['unit', 'integration', 'browser'];

async function test(): Promise<Tally> {
  const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
  if (only && !KINDS.includes(only))
    throw new StartProblem(`There are no "${only}" tests.`, `--only is one of ${KINDS.join(', ')}.`);
  const kinds = only ? [only] : KINDS;
  const browser = kinds.includes('browser') ? await findOrInstallBrowser() : undefined;
  if (kinds.includes('integration')) await ensureCompanions();
  await step('Generating the database client', generateClient);
  await step('Building the server', buildServer);
  await step('Building the web app', buildWeb);
  const projects = kinds.filter((kind) => kind !== 'browser');
  const tallies = [
    ...(projects.length > 0 ? [await runVitest(projects)] : []),
    ...(browser ? [await runPlaywright(browser)] : []),
  ];
  return tallies.reduce((sum, each) => ({ passed: sum.passed + each.passed, failed: sum.failed + each.failed }));
}

try {
  const { passed, failed } = await test();
  console.log(
    `\nAll tests together, in ${(performance.now() / 1000).toFixed(0)} s:\n${passed} passed, ${failed} failed`,
  );
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
} catch (error) {
  reportAndExit(error);
}
