import { z } from 'zod';

/** Limits of what a company may choose, in minutes. */
export const sessionLimits = {
  idle: { least: 5, most: 30 * 24 * 60 },
  absolute: { least: 30, most: 90 * 24 * 60 },
} as const;

/** Header of requests that a screen makes by itself, without a person's doing: they do not keep a session alive. */
export const backgroundHeader = 'x-muster-background';

/** How people of a company may sign in, and how long they stay signed in. */
export const securityPolicySchema = z.object({
  /** Only through the company's issuers. */
  ssoOnly: z.boolean(),
  /** Roles at or above this level need a second factor; null asks nobody. */
  mfaLevel: z.number().int().min(0).max(100).nullable(),
  /** Domains that mail addresses of accounts must belong to; empty allows any. */
  allowedDomains: z
    .array(
      z
        .string()
        .trim()
        .toLowerCase()
        .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/),
    )
    .max(50),
  /** Minutes without any use after which a session ends. */
  idleMinutes: z.number().int().min(sessionLimits.idle.least).max(sessionLimits.idle.most),
  /** Minutes after which a session ends, however much it is used. */
  absoluteMinutes: z.number().int().min(sessionLimits.absolute.least).max(sessionLimits.absolute.most),
  /** Whether operators of the platform may act as people of the company, for a reason and for a quarter of an hour. */
  operatorImpersonation: z.boolean().default(false),
});

/** See {@link securityPolicySchema}. */
export type SecurityPolicy = z.infer<typeof securityPolicySchema>;

/** A policy to save; `version` is that of the one it replaces, 0 when there was none. */
export const saveSecurityPolicySchema = securityPolicySchema.extend({ version: z.number().int().min(0) });

/** Where a device is, as far as its address tells: this computer, a private network, or a part of the internet. */
export interface DevicePlace {
  kind: 'this_computer' | 'private_network' | 'internet' | 'unknown';
  /** The network that the address belongs to (/24, or /64 of IPv6), such as `203.0.113.0/24`. */
  network: string | null;
}
