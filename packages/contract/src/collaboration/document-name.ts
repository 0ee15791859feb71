import { z } from 'zod';

/** Name of a live document, `<kind>/<id of what it belongs to>`: the path behind `/sync/`. */
export const documentNameSchema = z
  .string()
  .max(100)
  .regex(/^[a-z][a-z-]*\/[0-9a-f-]{36}$/, 'is not the name of a document');

/** The two halves of a document's name. */
export interface DocumentNameParts {
  kind: string;
  entityId: string;
}

/** Takes a document's name apart; null when it is none. */
export function parseDocumentName(name: string): DocumentNameParts | null {
  const parsed = documentNameSchema.safeParse(name);
  if (!parsed.success) return null;
  const [kind = '', entityId = ''] = parsed.data.split('/');
  return { kind, entityId };
}
