import { AlreadyReported, errorCode, errorText, StartProblem } from './problem.ts';

/** Ends the process with what happened and what to do; an unexpected error keeps its stack. */
export function reportAndExit(error: unknown): never {
  const problem = explained(error);
  if (problem) console.error(`\n✗ ${problem.message}\n  ${problem.action}\n`);
  else if (!(error instanceof AlreadyReported)) console.error('\n✗ Unexpected error:', error);
  process.exit(1);
}

function explained(error: unknown): StartProblem | undefined {
  if (error instanceof StartProblem) return error;
  // 53100 is PostgreSQL's word for it.
  if (errorCode(error) === 'ENOSPC' || errorCode(error) === '53100' || errorText(error).includes('ENOSPC')) {
    return new StartProblem('The disk is full.', 'Free some space and start again. Nothing that was saved is lost.');
  }
  return undefined;
}
