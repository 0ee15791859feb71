import type { ErrorCode, Problem } from '@muster/contract/core/errors';

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isProblem(value: unknown): value is Problem {
  return isObject(value) && typeof value.code === 'string' && typeof value.message === 'string';
}

/** What a failed call says for people. A call that never reached the server is `unavailable`. */
export function problemOf(error: unknown): Problem {
  const data = isObject(error) && isObject(error.data) ? error.data : undefined;
  if (isProblem(data?.problem)) return data.problem;
  const message = error instanceof Error ? error.message : String(error);
  return { code: data ? 'internal' : 'unavailable', message };
}

const lasting: readonly ErrorCode[] = ['unauthenticated', 'forbidden', 'not_found', 'invalid_input', 'too_large'];

/** True where trying the same call again cannot help. */
export function isLasting(error: unknown): boolean {
  return lasting.includes(problemOf(error).code);
}
