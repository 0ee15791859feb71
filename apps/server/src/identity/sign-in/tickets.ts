import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { poolOf } from '../../core/database/index.ts';
import { MusterError } from '../../core/errors.ts';
import { hashToken } from '../lucia-sessions.ts';

/** Which step of which flow a ticket is for; it is worth nothing anywhere else. */
export type TicketPurpose =
  | 'second_factor'
  | 'enrolment'
  | 'passkey_sign_in'
  | 'passkey_registration'
  | 'passkey_step_up'
  | 'oidc'
  | 'reset_request';

/** A token that cannot be guessed: 256 random bits, base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Keeps what the next step needs, and gives out the ticket by which it finds it. */
export async function issueTicket(purpose: TicketPurpose, payload: object, minutes: number): Promise<string> {
  const token = newToken();
  await poolOf('muster_sign_in').query(
    `insert into sign_in_ticket (token_hash, purpose, payload, expires_at)
     values ($1, $2, $3, now() + make_interval(mins => $4))`,
    [hashToken(token), purpose, JSON.stringify(payload), minutes],
  );
  return token;
}

/** Looks at a ticket that may be tried several times, as mistyped codes are. @throws unauthenticated when it is over */
export async function readTicket<Payload>(
  purpose: TicketPurpose,
  token: string,
  schema: z.ZodType<Payload>,
): Promise<Payload> {
  const { rows } = await poolOf('muster_sign_in').query<{ payload: unknown }>(
    `update sign_in_ticket set attempts = attempts + 1
     where token_hash = $1 and purpose = $2 and expires_at > now() and attempts < 10 returning payload`,
    [hashToken(token), purpose],
  );
  return parsed(rows[0], schema);
}

/** Takes a ticket: whoever comes second with it finds nothing. @throws unauthenticated when it is over */
export async function takeTicket<Payload>(
  purpose: TicketPurpose,
  token: string,
  schema: z.ZodType<Payload>,
): Promise<Payload> {
  const { rows } = await poolOf('muster_sign_in').query<{ payload: unknown }>(
    'delete from sign_in_ticket where token_hash = $1 and purpose = $2 and expires_at > now() returning payload',
    [hashToken(token), purpose],
  );
  return parsed(rows[0], schema);
}

function parsed<Payload>(row: { payload: unknown } | undefined, schema: z.ZodType<Payload>): Payload {
  if (!row) {
    throw new MusterError('unauthenticated', 'This step of the sign-in has run out or was used already.', {
      action: 'Start again from the beginning.',
    });
  }
  return schema.parse(row.payload);
}

/** Forgets tickets that have run out. */
export async function deleteExpiredTickets(): Promise<void> {
  await poolOf('muster_sign_in').query('delete from sign_in_ticket where expires_at < now()');
}
