import type { ErrorCode, Problem, VersionConflict } from '@muster/contract/core/errors';

interface ProblemDetails {
  action?: string;
  retryAfter?: number;
  conflict?: VersionConflict;
}

/** An error that a person is meant to read. Everything else that is thrown is answered as `internal` and logged. */
export class MusterError extends Error {
  readonly code: ErrorCode;
  readonly details: ProblemDetails;

  constructor(code: ErrorCode, message: string, details: ProblemDetails = {}) {
    super(message);
    this.name = 'MusterError';
    this.code = code;
    this.details = details;
  }

  toProblem(): Problem {
    return { code: this.code, message: this.message, ...this.details };
  }
}

/** What does not exist and what the actor may not know of are answered alike. */
export function notFound(thing: string): MusterError {
  return new MusterError('not_found', `This ${thing} does not exist, or you have no access to it.`, {
    action: 'Check the link, or ask its owner to share it with you.',
  });
}

export function forbidden(what: string): MusterError {
  return new MusterError('forbidden', `You are not allowed to ${what}.`, {
    action: 'Ask an administrator of your company for the permission.',
  });
}
