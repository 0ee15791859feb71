import { isInstalled } from '../cluster/companion.ts';
import { errorText, StartProblem } from '../problem.ts';
import { say, step } from '../progress.mjs';
import { aptInstall } from './apt.ts';

/** Sees to it that what the tests of several servers run beside them is there: Debian's is installed when it is not. */
export async function ensureCompanions(): Promise<void> {
  const missing = ['redis-server', 'haproxy'].filter((program) => !isInstalled(program));
  if (missing.length === 0) return;
  const names = missing.join(' and ');
  say(`The tests of several servers need ${names}: installing with apt-get.`);
  try {
    await step(`Installing ${names}`, () => aptInstall(...missing));
  } catch (error) {
    throw new StartProblem(
      `The tests of several servers need ${names}, and apt-get could not install it: ${errorText(error)}.`,
      'Install it and run npm test again.',
      { cause: error },
    );
  }
}
