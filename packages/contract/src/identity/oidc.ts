import { z } from 'zod';
import { idSchema } from '../core/identifiers.ts';

/** Kinds of issuers: two that are known by name, and any other that speaks OpenID Connect. */
export const oidcPresets = ['google', 'microsoft', 'custom'] as const;

/** One of {@link oidcPresets}. */
export type OidcPreset = (typeof oidcPresets)[number];

const fields = {
  name: z.string().trim().min(1).max(60),
  clientId: z.string().trim().min(1).max(300),
  enabled: z.boolean(),
  /** The issuer asks for a second factor itself, so Muster does not ask again. */
  satisfiesMfa: z.boolean(),
};

/** An issuer to sign in through. `issuer` is an address; for Microsoft the id of the company's directory is enough. */
export const createOidcProviderSchema = z.object({
  ...fields,
  preset: z.enum(oidcPresets),
  issuer: z.string().trim().max(300),
  clientSecret: z.string().trim().min(1).max(500),
});

/** A change to an issuer; without `clientSecret` the present one stays. */
export const updateOidcProviderSchema = z.object({
  ...fields,
  id: idSchema,
  version: z.number().int().min(1),
  clientSecret: z.string().trim().min(1).max(500).optional(),
});

/** An issuer as administrators see it. Its secret is never shown again. */
export interface OidcProvider {
  id: string;
  preset: OidcPreset;
  name: string;
  issuer: string;
  clientId: string;
  enabled: boolean;
  satisfiesMfa: boolean;
  version: number;
}

/** Reasons for which a sign-in, or a confirmation, through an issuer ends; in the address of the screen as `problem`. */
export const oidcProblems = [
  'oidc_unavailable',
  'oidc_expired',
  'oidc_refused',
  'oidc_mail_not_verified',
  'oidc_domain',
  'oidc_no_account',
  'oidc_not_fresh',
  'oidc_other_person',
] as const;

/** One of {@link oidcProblems}. */
export type OidcProblem = (typeof oidcProblems)[number];
