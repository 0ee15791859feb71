import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { errorText } from '../problem.ts';

/** Installs Debian packages. Its errors are one line, fit for a sentence. */
export async function aptInstall(...packages: string[]): Promise<void> {
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = (...args: string[]) => run([...sudo, 'apt-get', '-qq', '-o', 'Acquire::Retries=3', ...args]);
  await apt('update');
  await apt('install', '-y', '--no-install-recommends', ...packages);
}

async function run([program = '', ...args]: string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await promisify(execFile)(program, args, { env, maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    throw new Error(errorText(error).trim().split('\n').at(-1) ?? `${program} failed`, { cause: error });
  }
}
