import * as Y from 'yjs';
import type { Actor } from '../../core/actor.ts';
import { readTenant, withTenant } from '../../core/database/index.ts';
import { compactDocument } from '../compaction/compact-document.ts';
import { recordDocumentAudit } from '../document-audit.ts';
import type { DocumentReference } from '../document-reference.ts';
import { editDocument, readDocument } from '../edits.ts';
import type { ServedDocument } from '../find-document.ts';
import { running } from '../live-documents/serving.ts';
import { projectDocument } from '../projection/project-document.ts';
import { docFrom } from '../yjs-bytes.ts';

/**
 * Removes from one document what was deleted before an instant: from its versions, by an edit like any other from the
 * document itself and every open screen, and then, by compaction, from the stored bytes. Each step can be done again.
 */
export async function purgeDocument(actor: Actor, document: ServedDocument, deletedBefore: Date): Promise<void> {
  const { kind } = document;
  const { doc } = await readDocument(document);
  const paths = kind.deletedBefore(doc, deletedBefore);
  if (paths.length > 0) {
    await purgeVersions(actor, document, paths);
    await editDocument(document, null, (draft) => kind.remove(draft.doc, kind.deletedBefore(draft.doc, deletedBefore)));
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
    await withTenant(actor, async (transaction) => {
      const version = await transaction.documentVersion.findFirst({ where: { tenantId, id }, select: { bytes: true } });
      const doc = version && docFrom(version.bytes);
      if (!doc || kind.remove(doc, paths) === 0) return;
      const bytes = Uint8Array.from(Y.encodeStateAsUpdate(doc));
      await transaction.documentVersion.updateMany({ where: { tenantId, id }, data: { bytes } });
    });
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
