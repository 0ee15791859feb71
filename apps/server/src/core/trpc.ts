import type { Problem } from '@muster/contract/core/errors';
import type { Permission } from '@muster/contract/identity/permissions';
import { initTRPC, TRPCError } from '@trpc/server';
import { ZodError } from 'zod';
import type { SignedIn } from './actor.ts';
import { hasPermission } from './actor.ts';
import { forbidden, MusterError } from './errors.ts';
import { log } from './log.ts';
import { admitOperator, notForOperators } from './operator-gate.ts';

/** What a call knows before its procedure is looked at. `signedIn` is null when nobody is. */
export interface RequestContext {
  signedIn: SignedIn | null;
  requestId: string;
  ipAddress: string;
  userAgent: string | null;
  /** Sets the session cookie of the answer; null clears it. */
  setSessionToken: (token: string | null) => void;
  operatorCookies: OperatorCookies;
}

/** The cookies of the platform's operators: their own session, and the stay in a company. Null clears one. */
export interface OperatorCookies {
  sessionToken: string | null;
  setSessionToken: (token: string | null) => void;
  setAccessToken: (token: string | null) => void;
}

/** What each procedure declares: the permission it needs, why it needs none, or that only the platform's operators call it. */
export interface ProcedureMeta {
  permission?: Permission;
  public?: string;
  operator?: true;
}

const trpc = initTRPC
  .context<RequestContext>()
  .meta<ProcedureMeta>()
  .create({
    errorFormatter: ({ shape, error }) => ({
      ...shape,
      message: problemOf(error).message,
      data: { code: shape.data.code, httpStatus: httpStatus[problemOf(error).code], problem: problemOf(error) },
    }),
  });

export const router = trpc.router;

/** Turns errors of ours into tRPC's, with the HTTP status that belongs to them. */
const translateErrors = trpc.middleware(async ({ next, path, ctx }) => {
  const result = await next();
  if (result.ok) return result;
  const { cause } = result.error;
  if (cause instanceof MusterError) {
    throw new TRPCError({ code: trpcCode[cause.code], message: cause.message, cause });
  }
  if (result.error.code === 'INTERNAL_SERVER_ERROR') {
    log.error({ error: result.error.cause ?? result.error, path, requestId: ctx.requestId }, 'a call failed');
  }
  return result;
});

/**
 * A procedure for people who are signed in and hold `permission`. There is no other way to make one that is not
 * public, so that none can be reachable by accident; what the actor may do with one record is the policy's to say.
 */
export function permitted(permission: Permission) {
  return trpc.procedure
    .meta({ permission })
    .use(translateErrors)
    .use(async ({ ctx, next, path, type, getRawInput }) => {
      const { signedIn } = ctx;
      if (!signedIn) throw unauthenticated();
      if (!hasPermission(signedIn.actor, permission)) throw forbidden(`do this (it needs ${permission})`);
      const { operator } = signedIn.actor;
      if (operator) await admitOperator(operator, { permission, path, type, input: await getRawInput() });
      return next({ ctx: { ...ctx, signedIn, actor: signedIn.actor } });
    });
}

/** For how long after proving who they are somebody may do what is dangerous, in milliseconds. */
const freshFor = 10 * 60 * 1000;

/**
 * The same for what a thief of an open session would do first: it also asks that the person proved who they are a
 * moment ago, else fails with `step_up`. A screen then asks for the password, a code or a passkey, and calls again.
 */
export function freshlyPermitted(permission: Permission) {
  return permitted(permission).use(({ ctx, next }) => {
    if (ctx.actor.operator) throw notForOperators();
    if (Date.now() - ctx.actor.authenticatedAt.getTime() > freshFor) throw stepUpNeeded();
    return next();
  });
}

/** A procedure for the platform's operators, who belong to no company; `identify` says who calls, or null. */
export function operatorProcedureBy<Operator>(identify: (context: RequestContext) => Promise<Operator | null>) {
  return trpc.procedure
    .meta({ operator: true })
    .use(translateErrors)
    .use(async ({ ctx, next }) => {
      const operator = await identify(ctx);
      if (!operator) throw unauthenticated();
      return next({ ctx: { ...ctx, operator } });
    });
}

/** A procedure that anybody may call; `reason` says why that is right. */
export function publicProcedure(reason: string) {
  return trpc.procedure.meta({ public: reason }).use(translateErrors);
}

function unauthenticated(): MusterError {
  return new MusterError('unauthenticated', 'You are not signed in, or your session has ended.', {
    action: 'Sign in again.',
  });
}

function stepUpNeeded(): MusterError {
  return new MusterError('step_up', 'For this you have to show again that it is you.', {
    action: 'Confirm with your password, a code or a passkey; then it goes on by itself.',
  });
}

const trpcCode = {
  unauthenticated: 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  step_up: 'FORBIDDEN',
  not_found: 'NOT_FOUND',
  invalid_input: 'BAD_REQUEST',
  version_conflict: 'CONFLICT',
  throttled: 'TOO_MANY_REQUESTS',
  too_large: 'PAYLOAD_TOO_LARGE',
  unavailable: 'INTERNAL_SERVER_ERROR',
  internal: 'INTERNAL_SERVER_ERROR',
} as const;

/** The HTTP status that belongs to each way a call can fail. */
export const httpStatus = {
  unauthenticated: 401,
  forbidden: 403,
  step_up: 403,
  not_found: 404,
  invalid_input: 400,
  version_conflict: 409,
  throttled: 429,
  too_large: 413,
  unavailable: 503,
  internal: 500,
} as const;

/** The problem that an error is told as. Of what we did not expect, only that it happened leaves the process. */
export function problemOf(error: TRPCError): Problem {
  const { cause } = error;
  if (cause instanceof MusterError) return cause.toProblem();
  if (cause instanceof ZodError) {
    return { code: 'invalid_input', message: describeIssues(cause), action: 'Correct the input and try again.' };
  }
  if (error.code === 'NOT_FOUND') return { code: 'not_found', message: error.message };
  if (error.code === 'BAD_REQUEST' || error.code === 'PARSE_ERROR' || error.code === 'METHOD_NOT_SUPPORTED') {
    return { code: 'invalid_input', message: error.message, action: 'Correct the request and try again.' };
  }
  return {
    code: 'internal',
    message: 'Something went wrong on our side; nothing was changed.',
    action: 'Try again. If it happens again, tell us the request id.',
  };
}

function describeIssues(error: ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`).join('; ');
}
