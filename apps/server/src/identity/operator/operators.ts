import { poolOf } from '../../core/database/index.ts';
import { newId } from '../../core/identifiers.ts';
import { seal } from '../../core/sealing/sealing.ts';
import { hashPassword } from '../passwords.ts';

/** Somebody who runs the platform, as a sign-in needs them. */
export interface Operator {
  id: string;
  email: string;
  name: string;
  passwordHash: string;
}

interface NewOperator {
  email: string;
  name: string;
  password: string;
  /** Base32. */
  totpSecret: string;
}

/** Where an operator's secret is sealed: they belong to no company. */
export const totpPlace = (operatorId: string) =>
  ({ tenantId: '', column: 'operator.totp_secret', rowId: operatorId }) as const;

/** The demo's operator, whose password and secret everybody knows. */
export const demoEmail = 'operator@muster.example';

let isDemoOpen = false;

/** Lets the demo's operator in. Where the demo runs no more, the account of before opens nothing. */
export function openDemoOperator(): void {
  isDemoOpen = true;
}

/** Whether an operator may come in here at all. */
export function isWelcome(email: string): boolean {
  return isDemoOpen || email !== demoEmail;
}

/** The operator of an address, unless they were disabled; null when there is none. */
export async function findOperator(email: string): Promise<Operator | null> {
  if (!isWelcome(email)) return null;
  const { rows } = await poolOf('muster_operator').query<Operator>(
    `select id, email, name, password_hash as "passwordHash" from operator where email = $1 and disabled_at is null`,
    [email],
  );
  return rows[0] ?? null;
}

/** Keeps a new operator. @returns false when the address has one already */
export async function createOperator({ email, name, password, totpSecret }: NewOperator): Promise<boolean> {
  const id = newId();
  const { rowCount } = await poolOf('muster_operator').query(
    `insert into operator (id, email, name, password_hash, totp_secret) values ($1, $2, $3, $4, $5)
     on conflict (email) do nothing`,
    [id, email, name, await hashPassword(password), Buffer.from(seal(totpSecret, totpPlace(id)))],
  );
  return rowCount === 1;
}
