import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { inRepository, repositoryRoot } from '../repository.ts';

/** How many tests of a runner passed and failed. */
export interface Tally {
  passed: number;
  failed: number;
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numFailedTestSuites: number;
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number };
  errors: unknown[];
}

/** Runs vitest over the named projects (unit, integration). */
export async function runVitest(projects: string[]): Promise<Tally> {
  const report = inRepository('test-results', 'vitest.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const args = ['run', ...projects.map((name) => `--project=${name}`), ...reporters];
  const passed = await run('vitest/vitest.mjs', args, {}, report);
  return tally<VitestReport>(report, passed, ({ numPassedTests, numFailedTests, numFailedTestSuites }) => ({
    passed: numPassedTests,
    // A file that cannot even be read counts as one failed test.
    failed: numFailedTests > 0 ? numFailedTests : numFailedTestSuites,
  }));
}

/** Runs Playwright with the browser at `executable`. A test that passed only the second time has failed. */
export async function runPlaywright(executable: string): Promise<Tally> {
  const report = inRepository('test-results', 'browser.json');
  const passed = await run('@playwright/test/cli.js', ['test'], { CHROMIUM_PATH: executable }, report);
  return tally<PlaywrightReport>(report, passed, ({ stats, errors }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
  }));
}

function run(program: string, args: string[], env: Record<string, string>, report: string): Promise<boolean> {
  rmSync(report, { force: true });
  const file = inRepository('node_modules', program);
  return new Promise((resolve, reject) => {
    const options = { cwd: repositoryRoot, env: { ...process.env, ...env }, stdio: 'inherit' as const };
    const child = spawn(process.execPath, [file, ...args], options);
    child.once('error', reject);
    child.once('exit', (code) => resolve(code === 0));
  });
}

function tally<Report>(report: string, passed: boolean, read: (report: Report) => Tally): Tally {
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const counted = read(JSON.parse(readFileSync(report, 'utf8')));
  // Whatever made a runner fail counts, also when no single test did.
  return !passed && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}
