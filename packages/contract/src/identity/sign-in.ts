import { z } from 'zod';
import { idSchema } from '../core/identifiers.ts';
import type { ActingOperator } from './acting-operator.ts';
import type { Abilities } from './rights/abilities.ts';

/** A mail address as it is typed: any case, spaces around it. */
export const emailSchema = z
  .string()
  .max(320)
  .transform((email) => email.trim().toLowerCase())
  .pipe(z.email());

/** Credentials of a sign-in. `tenantId` is needed only when the same person has accounts in several companies. */
export const signInInputSchema = z.object({
  email: emailSchema,
  password: z.string().min(1).max(1024),
  tenantId: idSchema.optional(),
});

/** The person who signed in, as every screen shows them. */
export interface SignedInUser {
  id: string;
  name: string;
  email: string;
  /** CSS colour, the same for the person's avatar, cursor and ghost everywhere. */
  color: string;
  locale: string;
}

/** What a person can prove themselves with after their password. */
export type SecondFactor = 'totp' | 'recovery_code' | 'passkey';

/** An issuer that people can sign in through, as the sign-in screen offers it. */
export interface SignInProvider {
  id: string;
  name: string;
  preset: 'google' | 'microsoft' | 'custom';
  tenantName: string;
}

/**
 * Where a sign-in stands after a step of it.
 * - `signed_in`: the token is also set as the session cookie.
 * - `choose_tenant`: the same credentials fit several companies; call again with the one chosen.
 * - `second_factor`: go on at `identity.secondFactor.verify` with the ticket, or sign in by passkey.
 * - `enrol_second_factor`: the company asks for one and the person has none; go on at `identity.secondFactor.enrol`.
 * - `sso_required`: the company lets its people in through these issuers only.
 */
export type SignInResult =
  | { status: 'signed_in'; token: string; user: SignedInUser }
  | { status: 'choose_tenant'; tenants: { id: string; name: string }[] }
  | { status: 'second_factor'; ticket: string; factors: SecondFactor[] }
  | { status: 'enrol_second_factor'; ticket: string }
  | { status: 'sso_required'; providers: SignInProvider[] };

/** A ticket that one step of a sign-in gave out for the next. */
export const ticketSchema = z.string().regex(/^[\w-]{43}$/);

/** The second factor: six digits of an app, or one of the recovery codes. */
export const secondFactorInputSchema = z.object({
  ticket: ticketSchema,
  factor: z.enum(['totp', 'recovery_code']),
  code: z.string().trim().min(6).max(40),
});

/** Answer of `identity.me`. */
export interface Me {
  user: SignedInUser;
  tenant: { id: string; name: string };
  abilities: Abilities;
  /** True on the demo company that `npm start` makes. */
  demo: boolean;
  /** The operator of the platform behind this screen; null for the company's own people. */
  operator: ActingOperator | null;
}
