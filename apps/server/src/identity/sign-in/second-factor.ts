import type { SignInResult, secondFactorInputSchema } from '@muster/contract/identity/sign-in';
import type { TotpEnrolment } from '@muster/contract/identity/totp';
import { z } from 'zod';
import { type TenantTransaction, withTenant } from '../../core/database/index.ts';
import { MusterError } from '../../core/errors.ts';
import { queueMail } from '../../core/mail/mail-queue.ts';
import { type Counted, countAttempt, forgiveAttempt, originOf } from '../throttle.ts';
import { type Account, accountOf, type Device } from './accounts.ts';
import { finishSignIn } from './finish-sign-in.ts';
import { acceptRecoveryCode } from './recovery-codes.ts';
import { securityNotice } from './security-notice.ts';
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
  const accept = factor === 'totp' ? acceptTotp(pending, code) : await acceptRecovery(pending, code, device);
  const accepted = await withTenant(pending, accept);
  if (!accepted) throw wrongCode();
  await takeTicket('second_factor', ticket, ticketPayload);
  await forgiveAttempt(counted);
  return finish(pending, factor, device);
}

type Accept = (transaction: TenantTransaction) => Promise<boolean>;

function acceptTotp(pending: Pending, code: string): Accept {
  return (transaction) => acceptTotpCode(transaction, pending, code.replaceAll(/\s/g, ''));
}

/** A code that lies in a drawer is used when the app is gone, or by whoever found it: the person is told. */
async function acceptRecovery(pending: Pending, code: string, device: Device): Promise<Accept> {
  const notice = await securityNotice(pending, 'recovery_code_used', device);
  return async (transaction) => {
    const accepted = await acceptRecoveryCode(transaction, pending, code);
    if (accepted) await queueMail(transaction, pending.tenantId, notice);
    return accepted;
  };
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
  const notice = await securityNotice(pending, 'second_factor_added', device);
  const actor = { tenantId: pending.tenantId, userId: account.id, name: account.name, requestId: null };
  const recoveryCodes = await withTenant(pending, (transaction) => confirmTotp(transaction, actor, code, notice));
  await takeTicket('enrolment', ticket, ticketPayload);
  await forgiveAttempt(counted);
  return { result: await finish(pending, 'totp', device), recoveryCodes };
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
