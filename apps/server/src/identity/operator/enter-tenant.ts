import type { enterTenantSchema } from '@muster/contract/identity/operator';
import type { z } from 'zod';
import { MusterError } from '../../core/errors.ts';
import type { Device } from '../sign-in/accounts.ts';
import { type Counted, countAttempt, forgiveAttempt, originOf } from '../throttle.ts';
import { openAccess } from './accesses.ts';
import { acceptOperatorCode } from './operator-codes.ts';
import type { SignedInOperator } from './operator-sessions.ts';

/** Lets an operator into a company, for a reason and with a code that was not used yet. @returns the token of the stay */
export async function enterTenant(
  operator: SignedInOperator,
  { tenantId, reason, code }: z.output<typeof enterTenantSchema>,
  { requestId, ipAddress }: Pick<Device, 'ipAddress'> & { requestId: string },
): Promise<string> {
  const counted: Counted[] = [{ scope: 'factor', value: operator.id }, ...originOf(ipAddress)];
  await countAttempt(counted);
  if (!(await acceptOperatorCode(operator.id, code))) throw wrongCode();
  await forgiveAttempt(counted);
  return openAccess(operator, { tenantId, reason }, requestId);
}

/** Not `unauthenticated`: the operator is signed in all the same. */
function wrongCode(): MusterError {
  return new MusterError('invalid_input', 'This code is not right, or it was used already.', {
    action: 'Wait for the next code that the app shows, and look at the clock of the device.',
  });
}
