import type { Actor } from '../../core/actor.ts';
import { forbidden, notFound } from '../../core/errors.ts';
import { type DocumentReference, findAccessible } from '../document-reference.ts';
import type { DocumentAccess } from '../registry.ts';

/** The document, if the actor may read it, and write it where that is needed. Throws `not_found` or `forbidden`. */
export async function accessibleDocument(
  actor: Actor,
  name: string,
  needed: DocumentAccess,
): Promise<DocumentReference> {
  const found = await findAccessible(actor, name);
  if (!found) throw notFound('document');
  if (needed === 'write' && found.access !== 'write') throw forbidden('change this document');
  return found.document;
}
