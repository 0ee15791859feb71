import { z } from 'zod';

/** Every way a call can fail, the same words over tRPC, REST and sockets. */
export const errorCodes = [
  'unauthenticated',
  'forbidden',
  // Allowed, once the person has shown again who they are (identity.stepUp).
  'step_up',
  'not_found',
  'invalid_input',
  'version_conflict',
  'throttled',
  'too_large',
  'unavailable',
  'internal',
] as const;

/** One of {@link errorCodes}. */
export type ErrorCode = (typeof errorCodes)[number];

/** Who changed what since the version that the caller had; sent with a `version_conflict`. */
export const versionConflictSchema = z.object({
  currentVersion: z.number().int(),
  changes: z.array(
    z.object({
      actorName: z.string(),
      /** Instant of the change, ISO 8601 in UTC. */
      at: z.string(),
      action: z.string(),
      /** Names of the fields that differ. */
      fields: z.array(z.string()),
    }),
  ),
});

/** What stands in the way of a command that was made for an older version. */
export type VersionConflict = z.infer<typeof versionConflictSchema>;

/** An error as people read it: what happened and why (`message`), and what to do now (`action`). */
export const problemSchema = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  action: z.string().optional(),
  /** Milliseconds after which a throttled call may be tried again. */
  retryAfter: z.number().int().optional(),
  conflict: versionConflictSchema.optional(),
});

/** An error as it crosses a process: tRPC carries it in `error.data.problem`. */
export type Problem = z.infer<typeof problemSchema>;
