import { z } from 'zod';
import { idSchema } from '../core/identifiers.ts';
import { pageInputSchema } from '../core/pagination.ts';

/** Which entries of the audit log are meant; what is left out does not narrow them. */
export const auditFilterSchema = z.object({
  actorId: idSchema.optional(),
  /** The operator of the platform who did it, as themselves or in somebody's name. */
  operatorId: idSchema.optional(),
  /** `<context>.<entity>`, for example `work.board`. */
  entity: z.string().max(100).optional(),
  /** `<context>.<entity>.<verb>`, for example `work.board.renamed`. */
  action: z.string().max(100).optional(),
  /** The branch where the actor belonged at that time. */
  locationId: idSchema.optional(),
  /** First instant, inclusive. */
  from: z.iso.datetime({ offset: true }).optional(),
  /** Last instant, exclusive. */
  to: z.iso.datetime({ offset: true }).optional(),
});

/** See {@link auditFilterSchema}. */
export type AuditFilter = z.output<typeof auditFilterSchema>;

/** One page of the entries meant. */
export const auditPageSchema = pageInputSchema.extend(auditFilterSchema.shape);

/** The forms in which the log leaves as a file: comma-separated values, or an array of objects. */
export const auditExportFormats = ['csv', 'json'] as const;

/** One of {@link auditExportFormats}. */
export type AuditExportFormat = (typeof auditExportFormats)[number];

/** What `GET /export/audit` takes in its address. */
export const auditExportSchema = auditFilterSchema.extend({ format: z.enum(auditExportFormats) });

/** Header of an export's answer with the number of entries that it is going to carry. */
export const exportTotalHeader = 'x-export-total';

/** Fewest and most days for which a company may keep its audit entries. */
export const auditRetentionLimits = { least: 90, most: 3650 } as const;

/** How long audit entries are kept, in days; null keeps them for ever. */
export const auditRetentionSchema = z.object({
  days: z.number().int().min(auditRetentionLimits.least).max(auditRetentionLimits.most).nullable(),
  /** Version of the security policy that it is part of; 0 when there was none. */
  version: z.number().int().min(0),
});

/** See {@link auditRetentionSchema}. */
export type AuditRetention = z.output<typeof auditRetentionSchema>;
