import { z } from 'zod';
import { idSchema } from '../core/identifiers.ts';

/** Credentials of a sign-in. `tenantId` is needed only when the same person has accounts in several companies. */
export const signInInputSchema = z.object({
  email: z
    .string()
    .max(320)
    .transform((email) => email.trim().toLowerCase())
    .pipe(z.email()),
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

/** Signed in (the token is also set as the session cookie), or the companies to choose from. */
export type SignInResult =
  | { status: 'signed_in'; token: string; user: SignedInUser }
  | { status: 'choose_tenant'; tenants: { id: string; name: string }[] };

/** What the web app may show: the permissions of the person's roles, and the level of the highest one. */
export interface Abilities {
  permissions: string[];
  level: number;
}

/** Answer of `identity.me`. */
export interface Me {
  user: SignedInUser;
  tenant: { id: string; name: string };
  abilities: Abilities;
  /** True on the demo company that `npm start` makes. */
  demo: boolean;
}
