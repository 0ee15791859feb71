import { z } from 'zod';
import { withRole, withTenant } from '../../core/database/index.ts';
import { queueMail } from '../../core/mail/mail-queue.ts';
import { countAttempt, originOf } from '../throttle.ts';
import { type Account, accountsOf } from './accounts.ts';
import { resetMail } from './mails.ts';
import { passwordLink } from './password-link.ts';
import { policyOf } from './security-policy.ts';
import { issueTicket } from './tickets.ts';

const resetMinutes = 30;
const requestSchema = z.object({ email: z.string() });

/**
 * Notes that somebody asked for a new password. Whether the address has an account is looked up later and elsewhere
 * ({@link answerResetRequests}), so that neither the answer nor its time tells.
 */
export async function requestPasswordReset(email: string, ipAddress: string): Promise<void> {
  await countAttempt([{ scope: 'mail', value: email }, ...originOf(ipAddress)]);
  await issueTicket('reset_request', { email }, resetMinutes);
}

/**
 * Answers such requests, in the process that does the work behind requests. Called once a second and not by the request:
 * what it does for an address with an account would slow the answer to it down.
 */
export async function answerResetRequests(): Promise<void> {
  while (await answerOne());
}

/** A request is forgotten when its mails are in the queue, and not before. */
function answerOne(): Promise<boolean> {
  return withRole('muster_sign_in', async (client) => {
    const { rows } = await client.query<{ token_hash: string; payload: unknown }>(
      `select token_hash, payload from sign_in_ticket where purpose = 'reset_request' and expires_at > now()
       limit 1 for update skip locked`,
    );
    const [request] = rows;
    if (!request) return false;
    const { email } = requestSchema.parse(request.payload);
    for (const account of await accountsOf(email, null, client)) {
      if (!(await policyOf(account.tenantId, client)).ssoOnly) await sendReset(account);
    }
    await client.query('delete from sign_in_ticket where token_hash = $1', [request.token_hash]);
    return true;
  });
}

/** A person with accounts in several companies gets a mail for each. Where only issuers count, a password helps nobody. */
async function sendReset({ tenantId, tenantName, id: userId, name, email, locale }: Account): Promise<void> {
  await withTenant({ tenantId }, async (transaction) => {
    const link = await passwordLink(transaction, { tenantId, userId }, resetMinutes);
    const text = resetMail(locale, { name, tenantName, minutes: resetMinutes }, link);
    await queueMail(transaction, tenantId, { recipient: email, template: 'password_reset', ...text });
  });
}
