import type { SignInResult, secondFactorInputSchema } from '@muster/contract/identity/sign-in';
import type { TotpEnrolment } from '@muster/contract/identity/totp';
import { z } from 'zod';
import { type TenantTransaction, withTenant } from '../../core/database/index.ts';
import { MusterError } from '../../core/errors.ts';
import { type Counted, countAttempt, forgiveAttempt, originOf } from '../throttle.ts';
import { type Account, accountOf, type Device } from './accounts.ts';
import { finishSignIn } from './finish-sign-in.ts';
import { acceptRecoveryCode } from './recovery-codes.ts';
import type { SignInMethod } from './security-policy.ts';
import { readTicket, takeTicket } from './tickets.ts';
import { acceptTotpCode } from './totp-check.ts';
import { beginTotp, confirmTotp } from './totp-enrolment.ts';

const ticketPayload = z.object({
  tenantId: z.string(),
  userId: z.string(),
  methods: z.array(z.enum(['password', 'oidc'])),
});

type Pending = z.output<typeof ticketPayload>;

/** Goes on with a sign-in by a code. Wrong codes are counted for the person, whatever device they come from. */
export async function verifySecondFactor(
  { ticket, factor, code }: z.output<typeof secondFactorInputSchema>,
  device: Device,
): Promise<SignInResult> {
  const pending = await readTicket('second_factor', ticket, ticketPayload);
  const counted = countedFor(pending.userId, device);
  await countAttempt(counted);
  const accept = factor === 'totp' ? acceptTotpCode : acceptRecoveryCode;
  const normalised = factor === 'totp' ? code.replaceAll(/\s/g, '') : code;
  const accepted = await withTenant(pending, (transaction) => accept(transaction, pending, normalised));
  if (!accepted) throw wrongCode();
  await takeTicket('second_factor', ticket, ticketPayload);
  await forgiveAttempt(counted);
  return finish(pending, factor, device);
}

/** Lets somebody whose company asks for a second factor set one up before they are in. */
export async function beginEnrolment(ticket: string): Promise<TotpEnrolment> {
  const pending = await readTicket('enrolment', ticket, ticketPayload);
  const account = await activeAccount(pending);
  return withTenant(pending, (transaction) => beginTotp(transaction, { ...pending, email: account.email }));
}

/** Ends that with a code from the new app: the person is in, and gets the recovery codes. */
export async function finishEnrolment(
  ticket: string,
  code: string,
  device: Device,
): Promise<{ result: SignInResult; recoveryCodes: string[] }> {
  const pending = await readTicket('enrolment', ticket, ticketPayload);
  const counted = countedFor(pending.userId, device);
  await countAttempt(counted);
  const account = await activeAccount(pending);
  const recoveryCodes = await withTenant(pending, (transaction) => confirm(transaction, pending, account, code));
  await takeTicket('enrolment', ticket, ticketPayload);
  await forgiveAttempt(counted);
  return { result: await finish(pending, 'totp', device), recoveryCodes };
}

function confirm(transaction: TenantTransaction, pending: Pending, account: Account, code: string): Promise<string[]> {
  const actor = { tenantId: pending.tenantId, userId: account.id, name: account.name, requestId: null };
  return confirmTotp(transaction, actor, code);
}

async function finish(pending: Pending, factor: SignInMethod, device: Device): Promise<SignInResult> {
  return finishSignIn(await activeAccount(pending), [...pending.methods, factor], device);
}

async function activeAccount({ tenantId, userId }: Pending): Promise<Account> {
  const account = await accountOf(tenantId, userId);
  if (!account) throw new MusterError('unauthenticated', 'This account is no longer active.');
  return account;
}

function countedFor(userId: string, device: Device): Counted[] {
  return [{ scope: 'factor', value: userId }, ...originOf(device.ipAddress)];
}

export function wrongCode(): MusterError {
  return new MusterError('unauthenticated', 'This code is not right, or it was used already.', {
    action: 'Take the newest code that the app shows, and look at the clock of the device.',
  });
}
