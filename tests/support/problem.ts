import { type Problem, problemSchema } from '@muster/contract/core/errors';
import { TRPCClientError } from '@trpc/client';

/** The problem that a call fails with; throws when it succeeds, or when its error is none that people could read. */
export async function problemOf(call: Promise<unknown>): Promise<Problem> {
  try {
    await call;
  } catch (error) {
    if (error instanceof TRPCClientError) return problemSchema.parse(error.data?.problem);
    throw error;
  }
  throw new Error('The call was expected to fail.');
}
