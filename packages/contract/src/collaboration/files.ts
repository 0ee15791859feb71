import { z } from 'zod';
import { idSchema } from '../core/identifiers.ts';
import { documentNameSchema } from './document-name.ts';

/** One document in a file of its own: a copy to keep elsewhere, and to restore in place or as something new. */
export const documentFileSchema = z.object({
  format: z.literal('muster-document'),
  version: z.literal(1),
  /** What it was a copy of, `board/<id>`. */
  name: documentNameSchema,
  /** ISO 8601 in UTC. */
  exportedAt: z.string().max(40),
  /** Number of the last update in it. */
  sequence: z.number().int().nonnegative(),
  /** SHA-256 of the document's bytes (one Yjs update), in hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Those bytes, by gzip and base64. */
  content: z.string().max(950_000),
});
export type DocumentFile = z.infer<typeof documentFileSchema>;

/** Input of `collaboration.files.export`: the document as it is now, or as it was in a version; that works though it cannot be read now. */
export const documentExportSchema = z.object({ documentName: documentNameSchema, versionId: idSchema.optional() });

/** Input of `collaboration.files.restore`: makes an existing document equal to what is in the file. */
export const documentRestoreSchema = z.object({ documentName: documentNameSchema, file: documentFileSchema });
