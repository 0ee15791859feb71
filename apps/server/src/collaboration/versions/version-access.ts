import type { Access } from '@muster/sync/server';
import type { Actor } from '../../core/actor.ts';
import { forbidden, notFound } from '../../core/errors.ts';
import { findAccessible, type ServedDocument } from '../find-document.ts';

/** The document, if the actor may read it, and write it where that is needed. Throws `not_found` or `forbidden`. */
export async function accessibleDocument(actor: Actor, name: string, needed: Access): Promise<ServedDocument> {
  const found = await findAccessible(actor, name);
  if (!found) throw notFound('document');
  if (needed === 'write' && found.access !== 'write') throw forbidden('change this document');
  return found.document;
}
