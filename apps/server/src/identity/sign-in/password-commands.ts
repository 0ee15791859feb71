import type { UserActor } from '../../core/actor.ts';
import { recordAudit } from '../../core/audit.ts';
import { type TenantTransaction, withTenant } from '../../core/database/index.ts';
import { queueMail } from '../../core/mail/mail-queue.ts';
import { publish } from '../../core/outbox.ts';
import { hashPassword } from '../passwords.ts';
import type { Device } from './accounts.ts';
import { requireGoodPassword } from './password-rules.ts';
import { securityNotice } from './security-notice.ts';
import { requirePassword } from './step-up.ts';

/** Whose password it is, and who is acting: the person, or nobody who is signed in yet. */
interface PasswordOwner {
  tenantId: string;
  userId: string;
  name: string;
  requestId: string | null;
}

/** Changes the actor's password. All their other devices are signed out. */
export async function changePassword(
  actor: UserActor,
  { currentPassword, newPassword }: { currentPassword: string; newPassword: string },
  email: string,
  device: Device,
): Promise<void> {
  await requirePassword(actor, currentPassword);
  requireGoodPassword(newPassword, { email });
  const hash = await hashPassword(newPassword);
  const notice = await securityNotice(actor, 'password_changed', device);
  await withTenant(actor, async (transaction) => {
    await replacePassword(transaction, actor, hash);
    await queueMail(transaction, actor.tenantId, notice);
    await endSessionsOfUser(transaction, actor, { except: actor.sessionId });
  });
}

export async function replacePassword(
  transaction: TenantTransaction,
  owner: PasswordOwner,
  hash: string,
): Promise<void> {
  const { tenantId, userId } = owner;
  await transaction.passwordCredential.upsert({
    where: { tenantId_userId: { tenantId, userId } },
    create: { tenantId, userId, hash },
    update: { hash },
  });
  await recordAudit(transaction, owner, {
    action: 'identity.password.changed',
    entity: 'identity.user',
    entityId: userId,
  });
}

/** Ends a person's sessions, all or all but one; their open screens hear of it within a second. */
export async function endSessionsOfUser(
  transaction: TenantTransaction,
  { tenantId, userId }: Pick<PasswordOwner, 'tenantId' | 'userId'>,
  { except }: { except: string | null },
): Promise<void> {
  const where = { tenantId, userId, ...(except && { id: { not: except } }) };
  const sessions = await transaction.session.findMany({ where, select: { id: true } });
  if (sessions.length === 0) return;
  await transaction.session.deleteMany({ where });
  await publish(
    transaction,
    { tenantId, userId },
    {
      type: 'identity.session.revoked',
      entity: 'identity.session',
      ids: sessions.map((session) => session.id),
      details: { userId },
    },
  );
}
