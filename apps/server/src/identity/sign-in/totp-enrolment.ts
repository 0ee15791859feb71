import type { TotpEnrolment } from '@muster/contract/identity/totp';
import type { Actor } from '../../core/actor.ts';
import { recordAudit } from '../../core/audit.ts';
import type { TenantTransaction } from '../../core/database/index.ts';
import { MusterError } from '../../core/errors.ts';
import { type NewMail, queueMail } from '../../core/mail/mail-queue.ts';
import { replaceRecoveryCodes } from './recovery-codes.ts';
import { newTotpSecret, totpUri } from './totp.ts';
import { acceptFirstCode, sealTotpSecret, totpKey } from './totp-check.ts';

/** Makes a secret for a person's app. It counts for nothing until a code proves that the app has it. */
export async function beginTotp(
  transaction: TenantTransaction,
  { tenantId, userId, email }: { tenantId: string; userId: string; email: string },
): Promise<TotpEnrolment> {
  const owner = { tenantId, userId };
  const confirmed = await transaction.totpCredential.count({ where: { ...owner, confirmedAt: { not: null } } });
  if (confirmed > 0) {
    throw new MusterError('invalid_input', 'An authenticator app is set up already.', {
      action: 'Remove it first, then set up the new one.',
    });
  }
  const secret = newTotpSecret();
  const fields = { secret: sealTotpSecret(owner, secret), lastStep: 0 };
  await transaction.totpCredential.upsert({
    where: { tenantId_userId: owner },
    create: { ...owner, ...fields },
    update: fields,
  });
  return { secret: secret.replaceAll(/.{4}(?=.)/g, '$& '), uri: totpUri(totpKey(secret), email) };
}

/** Takes the app into use by its first code, tells the person, and gives out recovery codes. @throws invalid_input when the code is wrong */
export async function confirmTotp(
  transaction: TenantTransaction,
  actor: Pick<Actor, 'tenantId' | 'name' | 'requestId'> & { userId: string },
  code: string,
  notice: NewMail,
): Promise<string[]> {
  const owner = { tenantId: actor.tenantId, userId: actor.userId };
  if (!(await acceptFirstCode(transaction, owner, code))) {
    throw new MusterError('invalid_input', 'This code is not the one that the app should show now.', {
      action: 'Wait for the next code and look at the clock of the device; else scan the picture again.',
    });
  }
  const { count } = await transaction.totpCredential.updateMany({
    where: { ...owner, confirmedAt: null },
    data: { confirmedAt: new Date() },
  });
  if (count === 0) throw new MusterError('invalid_input', 'This authenticator app is in use already.');
  await recordAudit(transaction, actor, {
    action: 'identity.second_factor.added',
    entity: 'identity.user',
    entityId: actor.userId,
    after: { kind: 'totp' },
  });
  await queueMail(transaction, actor.tenantId, notice);
  return replaceRecoveryCodes(transaction, owner);
}
