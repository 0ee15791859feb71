import { z } from 'zod';
import { idSchema } from '../core/identifiers.ts';
import { ticketSchema } from './sign-in.ts';

const base64url = z.string().regex(/^[\w-]+$/);

const credential = {
  id: base64url.max(1400),
  rawId: base64url.max(1400),
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
  clientExtensionResults: z.object({}),
};

/** What a browser answers when it made a passkey (RegistrationResponseJSON of WebAuthn). */
export const newPasskeySchema = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url.max(10_000),
    attestationObject: base64url.max(100_000),
    transports: z.array(z.string().max(20)).max(10).optional(),
  }),
});

/** What a browser answers when it used a passkey (AuthenticationResponseJSON of WebAuthn). */
export const usedPasskeySchema = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url.max(10_000),
    authenticatorData: base64url.max(10_000),
    signature: base64url.max(10_000),
    userHandle: base64url.max(200).optional(),
  }),
});

/** The name by which a person knows their passkey. */
export const passkeyNameSchema = z.string().trim().min(1).max(60);

/** A passkey to keep, with the ticket of `identity.passkeys.beginRegistration`. */
export const registerPasskeyInputSchema = z.object({
  ticket: ticketSchema,
  name: passkeyNameSchema,
  credential: newPasskeySchema,
});

/** A passkey in use, with the ticket of the call that began it. */
export const usePasskeyInputSchema = z.object({ ticket: ticketSchema, credential: usedPasskeySchema });

/** A new name for a passkey. */
export const renamePasskeyInputSchema = z.object({ id: idSchema, name: passkeyNameSchema });

/** A passkey as its owner sees it. Instants are ISO 8601 in UTC. */
export interface Passkey {
  id: string;
  name: string;
  /** Whether the person's platform keeps a copy of it. */
  backedUp: boolean;
  createdAt: string;
  lastUsedAt: string | null;
}
