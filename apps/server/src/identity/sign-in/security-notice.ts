import { MusterError } from '../../core/errors.ts';
import type { NewMail } from '../../core/mail/mail-queue.ts';
import { publicOrigin } from '../../core/public-origin.ts';
import { type Account, accountOf, type Device } from './accounts.ts';
import { type NoticeKind, noticeMail } from './notice-mail.ts';

/**
 * The mail that tells somebody what was just done with the ways into their account, and from where. Made before the
 * transaction that does it, and put into the queue by that transaction: neither happens without the other.
 */
export async function securityNotice(
  { tenantId, userId }: { tenantId: string; userId: string },
  kind: NoticeKind,
  device: Device,
): Promise<NewMail> {
  const account = await accountOf(tenantId, userId);
  if (!account) throw new MusterError('unauthenticated', 'This account is no longer active.');
  return noticeTo(account, kind, device);
}

/** The same for an account that was read already. */
export function noticeTo(
  { email, name, tenantName, locale }: Pick<Account, 'email' | 'name' | 'tenantName' | 'locale'>,
  kind: NoticeKind,
  device: Device,
): NewMail {
  const facts = { name, tenantName, at: new Date(), device };
  const text = noticeMail(locale, kind, facts, `${publicOrigin()}/settings`);
  return { recipient: email, template: 'security_notice', ...text };
}
