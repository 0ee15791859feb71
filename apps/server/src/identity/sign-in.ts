import type { SignInResult, signInInputSchema } from '@muster/contract/identity/sign-in';
import type { z } from 'zod';
import { poolOf, withRole } from '../core/database/index.ts';
import { MusterError } from '../core/errors.ts';
import { newId } from '../core/identifiers.ts';
import { createSession } from './lucia-sessions.ts';
import { verifyPassword } from './passwords.ts';
import { clearAttempts, countAttempt } from './throttle.ts';

type SignInInput = z.output<typeof signInInputSchema>;

interface Device {
  userAgent: string | null;
  ipAddress: string;
}

interface Account {
  tenantId: string;
  tenantName: string;
  id: string;
  name: string;
  email: string;
  color: string;
  locale: string;
  hash: string | null;
}

/**
 * Signs a person in by e-mail and password. The answer, and the time it takes, is the same for a wrong password and for
 * an account that does not exist. When the password fits accounts in several companies, the person chooses.
 */
export async function signIn(input: SignInInput, device: Device): Promise<SignInResult> {
  await countAttempt(input.email, device.ipAddress);
  const accounts = await verifiedAccounts(input);
  const [account] = accounts;
  if (!account) throw wrongCredentials();
  if (accounts.length > 1) {
    return { status: 'choose_tenant', tenants: accounts.map((each) => ({ id: each.tenantId, name: each.tenantName })) };
  }
  const token = await createSession(account, device);
  await recordSignIn(account, device);
  const { id, name, email, color, locale } = account;
  return { status: 'signed_in', token, user: { id, name, email, color, locale } };
}

async function verifiedAccounts(input: SignInInput): Promise<Account[]> {
  const { rows } = await poolOf('muster_sign_in').query<Account>(
    `select u.tenant_id as "tenantId", t.name as "tenantName", u.id, u.name, u.email, u.color, u.locale, c.hash
     from "user" u join tenant t on t.id = u.tenant_id
     left join password_credential c on c.tenant_id = u.tenant_id and c.user_id = u.id
     where u.email = $1 and u.status = 'active' and u.deleted_at is null and ($2::uuid is null or u.tenant_id = $2)
     order by t.name limit 10`,
    [input.email, input.tenantId ?? null],
  );
  if (rows.length === 0) await verifyPassword(null, input.password);
  const verified: Account[] = [];
  for (const account of rows) {
    if (await verifyPassword(account.hash, input.password)) verified.push(account);
  }
  return verified;
}

async function recordSignIn(account: Account, device: Device): Promise<void> {
  await withRole('muster_sign_in', async (client) => {
    await clearAttempts(client, account.email, device.ipAddress);
    await client.query(
      `insert into audit_entry (tenant_id, id, actor_id, actor_name, action, entity, entity_id)
       values ($1, $2, $3, $4, 'identity.user.signed_in', 'identity.user', $3)`,
      [account.tenantId, newId(), account.id, account.name],
    );
  });
}

function wrongCredentials(): MusterError {
  return new MusterError('unauthenticated', 'This e-mail address and password do not fit together.', {
    action: 'Check both and try again.',
  });
}
