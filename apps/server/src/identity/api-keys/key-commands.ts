import { randomBytes } from 'node:crypto';
import { type ApiKey, apiKeyMark, type MadeApiKey, type NewApiKey } from '@muster/contract/identity/api-keys';
import { hasPermission, type UserActor } from '../../core/actor.ts';
import { recordAudit } from '../../core/audit.ts';
import { readTenant, withTenant } from '../../core/database/index.ts';
import { forbidden, notFound } from '../../core/errors.ts';
import { newId } from '../../core/identifiers.ts';
import { queueMail } from '../../core/mail/mail-queue.ts';
import { publish } from '../../core/outbox.ts';
import { hashToken } from '../lucia-sessions.ts';
import type { Device } from '../sign-in/accounts.ts';
import { securityNotice } from '../sign-in/security-notice.ts';

const day = 24 * 60 * 60 * 1000;

/** Everything of a key but its hash, which the application's role cannot read. */
const visible = {
  id: true,
  name: true,
  prefix: true,
  userId: true,
  scopes: true,
  requestsPerMinute: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  revokedAt: true,
  user: { select: { name: true } },
} as const;

/** All keys of the company, the newest first, those that have ended included. */
export async function listApiKeys({ tenantId }: UserActor): Promise<ApiKey[]> {
  const rows = await readTenant({ tenantId }).apiKey.findMany({
    where: { tenantId },
    select: visible,
    orderBy: { id: 'desc' },
    take: 500,
  });
  return rows.map(({ user, createdAt, expiresAt, lastUsedAt, revokedAt, ...row }) => ({
    ...row,
    userName: user.name,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  }));
}

/** Makes a key that acts for the actor. It is told here and never again. */
export async function createApiKey(actor: UserActor, input: NewApiKey, device: Device): Promise<MadeApiKey> {
  const { name, scopes, days, requestsPerMinute } = input;
  const missing = scopes.find((scope) => !hasPermission(actor, scope));
  if (missing) throw forbidden(`give a key what you do not hold yourself (${missing})`);
  const prefix = `${apiKeyMark}${randomBytes(4).toString('hex')}`;
  const key = `${prefix}_${randomBytes(32).toString('base64url')}`;
  const id = newId();
  const expiresAt = new Date(Date.now() + days * day);
  const { tenantId, userId } = actor;
  const row = { tenantId, id, userId, name, prefix, secretHash: hashToken(key), scopes, requestsPerMinute, expiresAt };
  const notice = await securityNotice(actor, 'api_key_created', device);
  await withTenant(actor, async (transaction) => {
    await queueMail(transaction, tenantId, notice);
    await transaction.apiKey.createMany({ data: [{ ...row, bucketCalls: requestsPerMinute }] });
    await recordAudit(transaction, actor, {
      action: 'identity.api_key.created',
      entity: 'identity.api_key',
      entityId: id,
      after: { name, prefix, scopes, requestsPerMinute, expiresAt: expiresAt.toISOString() },
    });
    await publish(transaction, actor, { type: 'identity.api_key.created', entity: 'identity.api_key', ids: [id] });
  });
  return { id, key };
}

/** Ends a key: the next call with it is refused. */
export function revokeApiKey(actor: UserActor, id: string): Promise<void> {
  return withTenant(actor, async (transaction) => {
    const where = { tenantId: actor.tenantId, id };
    const before = await transaction.apiKey.findFirst({ where, select: { name: true, revokedAt: true } });
    if (!before) throw notFound('key');
    const { count } = await transaction.apiKey.updateMany({
      where: { ...where, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    if (count === 0) return;
    await recordAudit(transaction, actor, {
      action: 'identity.api_key.revoked',
      entity: 'identity.api_key',
      entityId: id,
      before: { name: before.name },
    });
    await publish(transaction, actor, { type: 'identity.api_key.revoked', entity: 'identity.api_key', ids: [id] });
  });
}
