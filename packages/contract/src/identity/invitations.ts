import { z } from 'zod';
import { idSchema } from '../core/identifiers.ts';
import { newPasswordSchema } from './passwords.ts';
import { emailSchema, ticketSchema } from './sign-in.ts';

/** Somebody to invite, with the roles that they get. */
export const createInvitationSchema = z.object({
  email: emailSchema,
  name: z.string().trim().min(1).max(120),
  locale: z.enum(['en', 'fr']),
  roleIds: z.array(idSchema).min(1).max(20),
  locationId: idSchema.optional(),
});

/** The token in an invitation's link. */
export const invitationTokenSchema = z.object({ token: ticketSchema });

/** What an invited person adds. */
export const acceptInvitationSchema = z.object({
  token: ticketSchema,
  name: z.string().trim().min(1).max(120),
  password: newPasswordSchema,
});

/** What an invitation tells before it is accepted. */
export interface InvitationPreview {
  email: string;
  name: string;
  tenantName: string;
  invitedBy: string;
  locale: string;
}

/** An invitation as administrators see it. Instants are ISO 8601 in UTC. */
export interface Invitation {
  id: string;
  email: string;
  name: string;
  roles: string[];
  createdAt: string;
  expiresAt: string;
  state: 'pending' | 'expired';
}
