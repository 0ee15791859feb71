import type { operatorSignInSchema } from '@muster/contract/identity/operator';
import type { z } from 'zod';
import { MusterError } from '../../core/errors.ts';
import { verifyPassword } from '../passwords.ts';
import type { Device } from '../sign-in/accounts.ts';
import { type Counted, countAttempt, forgiveAttempt, originOf } from '../throttle.ts';
import { acceptOperatorCode } from './operator-codes.ts';
import { startOperatorSession } from './operator-sessions.ts';
import { findOperator } from './operators.ts';

/**
 * Signs an operator in by e-mail, password and code, all at once: the answer is the same whichever of them is wrong, and
 * for an operator who does not exist. @returns the token of a new session
 */
export async function signInOperator(
  { email, password, code }: z.output<typeof operatorSignInSchema>,
  device: Device,
): Promise<string> {
  const counted: Counted[] = [{ scope: 'account', value: `operator ${email}` }, ...originOf(device.ipAddress)];
  await countAttempt(counted);
  const operator = await findOperator(email);
  const knows = await verifyPassword(operator?.passwordHash ?? null, password);
  if (!operator || !knows || !(await acceptOperatorCode(operator.id, code))) throw wrongCredentials();
  await forgiveAttempt(counted);
  return startOperatorSession(operator.id, device);
}

function wrongCredentials(): MusterError {
  return new MusterError('unauthenticated', 'This e-mail address, password and code do not fit together.', {
    action: 'Check all three. A code works once; wait for the next one.',
  });
}
