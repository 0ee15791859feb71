import type { DocumentVersion } from '@muster/contract/collaboration/versions';
import type { UserActor } from '../../core/actor.ts';
import { readTenant, withTenant } from '../../core/database/index.ts';
import { MusterError, notFound } from '../../core/errors.ts';
import { recordDocumentAudit } from '../document-audit.ts';
import type { DocumentReference } from '../document-reference.ts';
import { perform } from '../document-thread/perform.ts';
import { findDocument } from '../find-document.ts';
import { readState } from '../versions/version-operations.ts';
import { keepVersion } from '../versions/version-rows.ts';
import { running, type Serving } from './serving.ts';

/** Disconnects everyone from a document, on every server; they may come back, and lose nothing that they did. */
export async function closeLiveDocument(actor: UserActor, id: string): Promise<void> {
  const document = await documentOf(actor, id);
  const { sync } = serving();
  await withTenant(actor, (transaction) => recordDocumentAudit(transaction, actor, document, 'closed'));
  sync.closeDocument(document.documentId, `${actor.name} closed this document for a moment.`);
}

/** Makes a snapshot now, so that the document opens as fast as it can; its rows follow first. */
export async function compactLiveDocument(actor: UserActor, id: string): Promise<void> {
  const document = await documentOf(actor, id);
  await serving().compact(document.documentId);
  await withTenant(actor, (transaction) => recordDocumentAudit(transaction, actor, document, 'compacted'));
}

/** Keeps the document as it is now under a name, also for those who may not open it. */
export async function saveVersionOf(
  actor: UserActor,
  { id, name }: { id: string; name: string },
): Promise<DocumentVersion> {
  const document = await documentOf(actor, id);
  const state = await perform(readState, document, null);
  return keepVersion(actor, document, { name, automatic: false, ...state });
}

/** Throws `not_found` for another company's. */
async function documentOf(actor: UserActor, id: string): Promise<DocumentReference> {
  const { tenantId } = actor;
  const row = await readTenant(actor).document.findFirst({ where: { tenantId, id }, select: { name: true } });
  const document = row && (await findDocument(actor, row.name));
  if (!document) throw notFound('document');
  return document;
}

function serving(): Serving {
  const found = running();
  if (found) return found;
  throw new MusterError('unavailable', 'This server does not serve live documents at the moment.', {
    action: 'Try again in a minute.',
  });
}
