import type { TenantTransaction } from '../../core/database/index.ts';
import { newId } from '../../core/identifiers.ts';
import { publicOrigin } from '../../core/public-origin.ts';
import { hashToken } from '../lucia-sessions.ts';
import { newToken } from './tickets.ts';

/** Makes a link by which a person sets a password, once and within `minutes`; only the mail to them holds it. */
export async function passwordLink(
  transaction: TenantTransaction,
  { tenantId, userId }: { tenantId: string; userId: string },
  minutes: number,
): Promise<string> {
  const token = newToken();
  const expiresAt = new Date(Date.now() + minutes * 60_000);
  await transaction.passwordReset.create({
    data: { tenantId, id: newId(), userId, tokenHash: hashToken(token), expiresAt },
  });
  return `${publicOrigin()}/reset-password#token=${token}`;
}
