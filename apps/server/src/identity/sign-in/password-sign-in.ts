import type { SignInResult, signInInputSchema } from '@muster/contract/identity/sign-in';
import type { z } from 'zod';
import { MusterError } from '../../core/errors.ts';
import { verifyPassword } from '../passwords.ts';
import { countAttempt, forgiveAttempt, originOf } from '../throttle.ts';
import { type Account, accountsOf, type Device } from './accounts.ts';
import { finishSignIn } from './finish-sign-in.ts';

type SignInInput = z.output<typeof signInInputSchema>;

/**
 * Signs a person in by e-mail and password. The answer, and the time it takes, is the same for a wrong password and for
 * an account that does not exist. When the password fits accounts in several companies, the person chooses.
 */
export async function signIn(input: SignInInput, device: Device): Promise<SignInResult> {
  const counted = [{ scope: 'account', value: input.email } as const, ...originOf(device.ipAddress)];
  await countAttempt(counted);
  const accounts = await verifiedAccounts(input);
  const [account] = accounts;
  if (!account) throw wrongCredentials();
  if (accounts.length > 1) {
    return { status: 'choose_tenant', tenants: accounts.map((each) => ({ id: each.tenantId, name: each.tenantName })) };
  }
  const result = await finishSignIn(account, ['password'], device);
  await forgiveAttempt(counted);
  return result;
}

async function verifiedAccounts(input: SignInInput): Promise<Account[]> {
  const accounts = await accountsOf(input.email, input.tenantId ?? null);
  if (accounts.length === 0) await verifyPassword(null, input.password);
  const verified: Account[] = [];
  for (const { hash, ...account } of accounts) {
    if (await verifyPassword(hash, input.password)) verified.push(account);
  }
  return verified;
}

function wrongCredentials(): MusterError {
  return new MusterError('unauthenticated', 'This e-mail address and password do not fit together.', {
    action: 'Check both and try again.',
  });
}
