import type { Actor } from '../../core/actor.ts';
import { readTenant, withTenant } from '../../core/database/index.ts';
import { compactDocument } from '../compaction/compact-document.ts';
import { recordDocumentAudit } from '../document-audit.ts';
import type { DocumentReference } from '../document-reference.ts';
import { perform } from '../document-thread/perform.ts';
import type { ServedDocument } from '../find-document.ts';
import { running } from '../live-documents/serving.ts';
import { projectDocument } from '../projection/project-document.ts';
import { findDeleted, removeDeleted, removeFromVersion } from './purge-operations.ts';

/**
 * Removes from one document what was deleted before an instant: from its versions, by an edit like any other from the
 * document itself and every open screen, and then, by compaction, from the stored bytes. Each step can be done again.
 */
export async function purgeDocument(actor: Actor, document: ServedDocument, deletedBefore: Date): Promise<void> {
  const deleted = { kind: document.kind.kind, before: deletedBefore };
  const paths = await perform(findDeleted, document, deleted);
  if (paths.length > 0) {
    await purgeVersions(actor, document, paths);
    await perform(removeDeleted, document, deleted);
  }
  await compactClean(document);
  await finish(actor, document, paths.length);
}

/** Versions stay, without what was purged. They are read one by one: each may be as large as the document. */
async function purgeVersions(
  actor: Actor,
  { documentId, kind }: ServedDocument,
  paths: readonly string[],
): Promise<void> {
  const { tenantId } = actor;
  const ids = await readTenant(actor).documentVersion.findMany({
    where: { tenantId, documentId },
    select: { id: true },
  });
  for (const { id } of ids) {
    const where = { tenantId, id };
    const version = await readTenant(actor).documentVersion.findFirst({ where, select: { bytes: true } });
    if (!version) continue;
    const left = await perform(
      removeFromVersion,
      { tenantId, documentId: id },
      { kind: kind.kind, bytes: version.bytes, paths },
    );
    if (!left) continue;
    const bytes = Uint8Array.from(left);
    await withTenant(actor, (transaction) => transaction.documentVersion.updateMany({ where, data: { bytes } }));
  }
}

/** Beside the event loop where this process has a thread for it. */
async function compactClean(document: DocumentReference): Promise<void> {
  const serving = running();
  if (serving) {
    await serving.compact(document.documentId);
    return;
  }
  await projectDocument(document);
  await compactDocument(document.documentId, { clean: true });
}

function finish(actor: Actor, document: DocumentReference, entries: number): Promise<void> {
  const { documentId } = document;
  return withTenant(actor, async (transaction) => {
    const { count } = await transaction.documentPurge.deleteMany({ where: { tenantId: actor.tenantId, documentId } });
    // Where there is none another server was at the same document, and has said so.
    if (count > 0) await recordDocumentAudit(transaction, actor, document, 'purged', { entries });
  });
}
