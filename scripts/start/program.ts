import { spawn } from 'node:child_process';
import { AlreadyReported } from '../problem.ts';

/**
 * Runs a Node program to its end. Its complaints go to the terminal as they are.
 * @throws AlreadyReported when it fails
 */
export function runProgram(file: string, args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--enable-source-maps', file, ...args], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new AlreadyReported())));
  });
}
