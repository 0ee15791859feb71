import type { DocumentVersion } from '@muster/contract/collaboration/versions';
import type { Actor } from '../../core/actor.ts';
import { recordAudit } from '../../core/audit.ts';
import { readTenant, withTenant } from '../../core/database/index.ts';
import { notFound } from '../../core/errors.ts';
import { newId } from '../../core/identifiers.ts';
import { publish } from '../../core/outbox.ts';
import type { DocumentReference } from '../document-reference.ts';

/** A state of a document that is to be kept. */
export interface NewVersion {
  name: string;
  automatic: boolean;
  sequence: number;
  bytes: Uint8Array;
}

/** Everything of a version but its bytes, which lists never read. */
export const versionColumns = {
  id: true,
  name: true,
  automatic: true,
  sequence: true,
  createdAt: true,
  createdById: true,
  createdByName: true,
} as const;

type VersionRow = Omit<DocumentVersion, 'sequence' | 'createdAt'> & { sequence: bigint; createdAt: Date };

export function toVersion(row: VersionRow): DocumentVersion {
  return { ...row, sequence: Number(row.sequence), createdAt: row.createdAt.toISOString() };
}

/** Keeps a version for good, with the audit entry and the event. */
export function keepVersion(actor: Actor, document: DocumentReference, version: NewVersion): Promise<DocumentVersion> {
  const { name, automatic, sequence } = version;
  return withTenant(actor, async (transaction) => {
    const row = await transaction.documentVersion.create({
      data: {
        tenantId: actor.tenantId,
        id: newId(),
        documentId: document.documentId,
        name,
        automatic,
        sequence,
        bytes: Uint8Array.from(version.bytes),
        createdById: actor.userId,
        createdByName: actor.name,
      },
      select: versionColumns,
    });
    await recordAudit(transaction, actor, {
      action: 'collaboration.version.created',
      entity: 'collaboration.version',
      entityId: row.id,
      after: { document: document.name, name, automatic, sequence },
    });
    await publishVersion(transaction, actor, document, { verb: 'created', id: row.id });
    return toVersion(row);
  });
}

/** Tells open screens that the document's versions are no longer what they show. */
export function publishVersion(
  transaction: Parameters<typeof publish>[0],
  actor: Actor,
  document: DocumentReference,
  { verb, id }: { verb: 'created' | 'restored'; id: string },
): Promise<void> {
  return publish(transaction, actor, {
    type: `collaboration.version.${verb}`,
    entity: 'collaboration.version',
    ids: [id],
    details: { documentName: document.name },
  });
}

/** A version of this document with its bytes. Throws `not_found`. */
export async function findVersion(actor: Actor, document: DocumentReference, id: string) {
  const { tenantId } = actor;
  const row = await readTenant(actor).documentVersion.findFirst({
    where: { tenantId, id, documentId: document.documentId },
    select: { ...versionColumns, bytes: true },
  });
  if (!row) throw notFound('version');
  return row;
}
