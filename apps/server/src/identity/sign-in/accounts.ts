import type { SignedInUser, SignInProvider } from '@muster/contract/identity/sign-in';
import type pg from 'pg';
import { poolOf } from '../../core/database/index.ts';

/** Somebody's account in one company, as much as a sign-in needs of it. */
export interface Account extends SignedInUser {
  tenantId: string;
  tenantName: string;
}

/** The device that somebody signs in on. */
export interface Device {
  userAgent: string | null;
  ipAddress: string;
}

/** The pool, or a transaction that is open already: to ask for a second connection inside one can wait for ever. */
export type Queryable = Pick<pg.Pool, 'query'>;

const account = `u.tenant_id as "tenantId", t.name as "tenantName", u.id, u.name, u.email, u.color, u.locale`;
const active = `u.status = 'active' and u.deleted_at is null`;

/** Active accounts of an address, with their password hashes, in the one company or in all. */
export async function accountsOf(
  email: string,
  tenantId: string | null,
  client: Queryable = poolOf('muster_sign_in'),
): Promise<(Account & { hash: string | null })[]> {
  const { rows } = await client.query(
    `select ${account}, c.hash from "user" u join tenant t on t.id = u.tenant_id
     left join password_credential c on c.tenant_id = u.tenant_id and c.user_id = u.id
     where u.email = $1 and ${active} and ($2::uuid is null or u.tenant_id = $2)
     order by t.name limit 10`,
    [email, tenantId],
  );
  return rows;
}

/** One active account; null when there is none. */
export async function accountOf(tenantId: string, userId: string): Promise<Account | null> {
  const { rows } = await poolOf('muster_sign_in').query<Account>(
    `select ${account} from "user" u join tenant t on t.id = u.tenant_id
     where u.tenant_id = $1 and u.id = $2 and ${active}`,
    [tenantId, userId],
  );
  return rows[0] ?? null;
}

/** The issuers that a company's people can sign in through. */
export async function providersOf(tenantIds: readonly string[]): Promise<SignInProvider[]> {
  const { rows } = await poolOf('muster_sign_in').query<SignInProvider>(
    `select p.id, p.name, p.preset, t.name as "tenantName" from oidc_provider p join tenant t on t.id = p.tenant_id
     where p.tenant_id = any($1) and p.enabled order by t.name, p.name limit 20`,
    [tenantIds],
  );
  return rows;
}

/**
 * Issuers to offer before anybody is known: those of companies whose policy names the address's domain, and where one
 * company alone uses this installation, its own. Whether the address has an account makes no difference.
 */
export async function providersFor(email: string | null): Promise<SignInProvider[]> {
  const domain = email?.slice(email.lastIndexOf('@') + 1) ?? null;
  const { rows } = await poolOf('muster_sign_in').query<{ id: string }>(
    `select tenant_id as id from security_policy where $1 = any(allowed_domains)
     union select id from tenant where (select count(*) from (select 1 from tenant limit 2) few) = 1`,
    [domain],
  );
  return providersOf(rows.map(({ id }) => id));
}
