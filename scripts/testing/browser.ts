import { existsSync } from 'node:fs';
import { errorText, StartProblem } from '../problem.ts';
import { say, step } from '../progress.mjs';
import { aptInstall } from './apt.ts';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The path of a Chromium for the browser tests; Debian's is installed when there is none. */
export async function findOrInstallBrowser(): Promise<string> {
  const found = findBrowser();
  if (found) return found;
  say("No browser found for the browser tests: installing Debian's Chromium with apt-get.");
  try {
    await step('Installing Chromium', () => aptInstall('chromium', 'fonts-liberation'));
  } catch (error) {
    explain(errorText(error));
  }
  return findBrowser() ?? explain('apt-get installed it, but it is not where it should be');
}

function findBrowser(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  if (named && !existsSync(named)) explain(`CHROMIUM_PATH is ${named}, where there is none`);
  return named ?? PLACES.find((path) => existsSync(path));
}

function explain(reason: string): never {
  throw new StartProblem(
    `The browser tests need Chromium, and it could not be installed: ${reason}.`,
    'Install Chromium or Chrome, name it with CHROMIUM_PATH, and run npm test again.',
  );
}
