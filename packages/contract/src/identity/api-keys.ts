import { z } from 'zod';
import { type Permission, permissions } from './permissions.ts';

/** How every key begins, so that people and scanners of leaked secrets recognise one. */
export const apiKeyMark = 'mk_';

/** What a key may be made for: everything but a person's own sessions and ways to sign in. */
export const apiKeyScopes: readonly Permission[] = permissions.filter((each) => each !== 'identity:session:manage');

/** Limits of what a key may be given. */
export const apiKeyLimits = {
  days: { least: 1, most: 366 },
  requestsPerMinute: { least: 1, most: 6000, usual: 300 },
} as const;

/** A key to be made. It may never do more than whoever made it may do at that moment. */
export const newApiKeySchema = z.object({
  name: z.string().trim().min(1).max(80),
  scopes: z
    .array(z.enum(permissions))
    .min(1)
    .max(permissions.length)
    .refine((all) => all.every((scope) => apiKeyScopes.includes(scope)), {
      message: 'A key cannot manage sessions.',
    }),
  /** Days after which it ends. */
  days: z.number().int().min(apiKeyLimits.days.least).max(apiKeyLimits.days.most),
  requestsPerMinute: z
    .number()
    .int()
    .min(apiKeyLimits.requestsPerMinute.least)
    .max(apiKeyLimits.requestsPerMinute.most)
    .default(apiKeyLimits.requestsPerMinute.usual),
});

/** See {@link newApiKeySchema}. */
export type NewApiKey = z.output<typeof newApiKeySchema>;

/** A key as it is listed; instants are ISO 8601 in UTC. */
export interface ApiKey {
  id: string;
  name: string;
  /** Its first characters. */
  prefix: string;
  userId: string;
  userName: string;
  scopes: string[];
  requestsPerMinute: number;
  createdAt: string;
  expiresAt: string;
  lastUsedAt: string | null;
  revokedAt: string | null;
}

/** What making a key answers: the only time that the whole of it is told. */
export interface MadeApiKey {
  id: string;
  key: string;
}
