import { StartProblem } from './problem.ts';

/** Ends the process with what happened and what to do; an unexpected error keeps its stack. */
export function reportAndExit(error: unknown): never {
  if (error instanceof StartProblem) console.error(`\n✗ ${error.message}\n  ${error.action}\n`);
  else console.error('\n✗ Unexpected error:', error);
  process.exit(1);
}
