import { isMutationKeptInImpersonation } from '@muster/contract/identity/operator';
import type { OperatorBehind } from './actor.ts';
import { MusterError } from './errors.ts';

interface OperatorCall {
  permission: string;
  path: string;
  type: 'query' | 'mutation' | 'subscription';
  input: unknown;
}

/**
 * Lets an operator's call pass, written down before anything is opened: queries only, unless they act as a person; and
 * then nothing that would change who may do what.
 */
export async function admitOperator(operator: OperatorBehind, call: OperatorCall): Promise<void> {
  if (call.type !== 'query') {
    if (!operator.impersonation) throw onlyLooks();
    if (!isMutationKeptInImpersonation(call.permission)) throw notForOperators();
  }
  await operator.record({ kind: 'procedure', target: call.path, entityIds: idsIn(call.input) });
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** A call with more than this names a crowd, not records. */
const mostIds = 100;

/** The records that an input names, wherever in it they stand. */
function idsIn(input: unknown): string[] {
  const found =
    JSON.stringify(input ?? null)
      .toLowerCase()
      .match(uuid) ?? [];
  return [...new Set(found)].slice(0, mostIds);
}

function onlyLooks(): MusterError {
  return new MusterError('forbidden', 'An operator of the platform may look at a company, not change anything in it.', {
    action: 'Ask the company to do it, or act as one of its people if its security policy allows that.',
  });
}

/** What no operator does in anybody's name: whatever decides who may do what, and how they prove who they are. */
export function notForOperators(): MusterError {
  return new MusterError('forbidden', 'This is not for operators of the platform, also not while acting as a person.', {
    action: 'Ask the person, or an administrator of the company, to do it.',
  });
}
