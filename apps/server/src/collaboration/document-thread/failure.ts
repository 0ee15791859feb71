import { MusterError } from '../../core/errors.ts';
import type { Failure } from './messages.ts';

/** An error in a form that crosses threads. */
export function toFailure(error: unknown): Failure {
  if (error instanceof MusterError) return { problem: error.toProblem() };
  if (error instanceof Error) return { message: error.message, stack: error.stack };
  return { message: String(error), stack: undefined };
}

/** The error that crossed. */
export function fromFailure(failure: Failure): Error {
  if ('problem' in failure) {
    const { code, message, ...details } = failure.problem;
    return new MusterError(code, message, details);
  }
  const error = new Error(failure.message);
  if (failure.stack !== undefined) error.stack = failure.stack;
  return error;
}
