import { z } from 'zod';
import { idSchema } from '../core/identifiers.ts';
import { pageInputSchema } from '../core/pagination.ts';
import { documentNameSchema } from './document-name.ts';

/** A state of a document that can be compared and restored. Those that people named are kept. */
export interface DocumentVersion {
  id: string;
  /** Empty for a version that was kept after a burst of editing. */
  name: string;
  /** True when Muster made it on its own: before a restore, or by activity. These are thinned out as they age. */
  automatic: boolean;
  /** Number of the last update that it contains. */
  sequence: number;
  /** ISO 8601 in UTC. */
  createdAt: string;
  createdById: string | null;
  createdByName: string;
}

/** Input of `collaboration.versions.list`; newest first. */
export const versionListSchema = pageInputSchema.extend({ documentName: documentNameSchema });

/** Input of `collaboration.versions.create`. */
export const newVersionSchema = z.object({
  documentName: documentNameSchema,
  name: z.string().trim().min(1).max(200),
});

/** Names one version of one document. */
export const versionReferenceSchema = z.object({ documentName: documentNameSchema, versionId: idSchema });

/** Input of `collaboration.versions.compare`; null stands for the document as it is now. */
export const versionComparisonSchema = z.object({
  documentName: documentNameSchema,
  fromVersionId: idSchema.nullable(),
  toVersionId: idSchema.nullable(),
});

/**
 * Plain contents of two states of a document, as its kind describes them; for boards `BoardContents`
 * (`boardContentsSchema`), which `diffBoards` compares.
 */
export interface VersionComparison {
  from: unknown;
  to: unknown;
}

/** Answer of `collaboration.versions.restore`. */
export interface RestoredVersion {
  /** The version that holds what the document was before; restoring it takes the restore back. */
  previousVersionId: string;
  /** Number of the update that the restore is. */
  sequence: number;
}
