import type { TenantTransaction } from '../../core/database/index.ts';
import { queueMail } from '../../core/mail/mail-queue.ts';
import { welcomeMail } from './mails.ts';
import { passwordLink } from './password-link.ts';

/** As long as an invitation: people who were not waiting for the mail must find it in time. */
const welcomeDays = 7;

/** Somebody who has an account and no way into it yet. */
export interface Newcomer {
  tenantId: string;
  userId: string;
  name: string;
  email: string;
  locale: string;
}

/** Mails somebody whose account was made without a password the way to choose one. */
export async function welcome(
  transaction: TenantTransaction,
  { tenantId, userId, name, email, locale }: Newcomer,
  by: { tenantName: string; invitedBy: string },
): Promise<void> {
  const link = await passwordLink(transaction, { tenantId, userId }, welcomeDays * 24 * 60);
  const text = welcomeMail(locale, { name, ...by, days: welcomeDays }, link);
  await queueMail(transaction, tenantId, { recipient: email, template: 'welcome', ...text });
}
