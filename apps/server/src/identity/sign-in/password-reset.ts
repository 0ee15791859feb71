import { poolOf, withTenant } from '../../core/database/index.ts';
import { MusterError } from '../../core/errors.ts';
import { queueMail } from '../../core/mail/mail-queue.ts';
import { hashToken } from '../lucia-sessions.ts';
import { hashPassword } from '../passwords.ts';
import { countAttempt, originOf } from '../throttle.ts';
import { accountOf, type Device } from './accounts.ts';
import { endSessionsOfUser, replacePassword } from './password-commands.ts';
import { requireGoodPassword } from './password-rules.ts';
import { securityNotice } from './security-notice.ts';

/**
 * Sets a new password by the link of a mail. All sessions of the person end, and all other such links. It signs nobody
 * in: whoever has the mailbox alone still has to pass the second factor.
 */
export async function resetPassword(token: string, password: string, device: Device): Promise<void> {
  await countAttempt(originOf(device.ipAddress));
  const { tenantId, id } = await findReset(token);
  const reset = await withTenant({ tenantId }, (transaction) =>
    transaction.passwordReset.findUnique({ where: { tenantId_id: { tenantId, id } } }),
  );
  const account = reset && !reset.usedAt && reset.expiresAt > new Date() && (await accountOf(tenantId, reset.userId));
  if (!account) throw linkOver();
  // Before the link is used up: a refused password must leave it usable.
  requireGoodPassword(password, account);
  const hash = await hashPassword(password);
  const owner = { tenantId, userId: account.id, name: account.name, requestId: null };
  const notice = await securityNotice(owner, 'password_reset', device);
  await withTenant(owner, async (transaction) => {
    const open = { tenantId, usedAt: null, expiresAt: { gt: new Date() } };
    const { count } = await transaction.passwordReset.updateMany({
      where: { ...open, id },
      data: { usedAt: new Date() },
    });
    if (count === 0) throw linkOver();
    await transaction.passwordReset.updateMany({
      where: { ...open, userId: account.id },
      data: { usedAt: new Date() },
    });
    await replacePassword(transaction, owner, hash);
    await queueMail(transaction, tenantId, notice);
    await endSessionsOfUser(transaction, owner, { except: null });
  });
}

async function findReset(token: string): Promise<{ tenantId: string; id: string }> {
  const { rows } = await poolOf('muster_sign_in').query<{ tenantId: string; id: string }>(
    'select tenant_id as "tenantId", id from password_reset where token_hash = $1',
    [hashToken(token)],
  );
  if (!rows[0]) throw linkOver();
  return rows[0];
}

function linkOver(): MusterError {
  return new MusterError('not_found', 'This link was used already, or it has run out.', {
    action: 'Ask for a new one on the sign-in page.',
  });
}
