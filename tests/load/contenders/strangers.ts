import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { TestDatabase } from '../../support/database.ts';
import type { Person } from '../../support/fixtures.ts';

/** Accounts beside a person's, in the same company and with the same roles. */
const COPY_PERSON = `
  insert into "user" (tenant_id, id, email, name, color)
  select tenant_id, stranger.id, stranger.id || '@strangers.test', 'Stranger', color
  from "user", unnest($2::uuid[]) stranger (id) where "user".id = $1`;
const COPY_ROLES = `
  insert into user_role (tenant_id, user_id, role_id)
  select tenant_id, stranger.id, role_id from user_role, unnest($2::uuid[]) stranger (id) where user_id = $1`;
const SIGN_IN = `
  insert into session (tenant_id, id, token_hash, user_id, expires_at, methods)
  select tenant_id, gen_random_uuid(), token_hash, stranger.id, now() + interval '1 day', '{password}'
  from "user", unnest($2::uuid[], $3::text[]) stranger (id, token_hash) where "user".id = $1`;

/** Makes accounts and signs them in, past the server: it hashes a password for as long as a whole attack takes. @returns their tokens */
export async function signInStrangers(database: TestDatabase, beside: Person, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  const tokens = ids.map(() => randomBytes(24).toString('hex'));
  const hashes = tokens.map((token) => createHash('sha256').update(token).digest('hex'));
  await database.query(COPY_PERSON, [beside.id, ids]);
  await database.query(COPY_ROLES, [beside.id, ids]);
  await database.query(SIGN_IN, [beside.id, ids, hashes]);
  return tokens;
}
