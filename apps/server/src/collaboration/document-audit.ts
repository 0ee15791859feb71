import type { Actor } from '../core/actor.ts';
import { recordAudit } from '../core/audit.ts';
import type { TenantTransaction } from '../core/database/index.ts';
import type { DocumentReference } from './document-reference.ts';

type Verb = 'closed' | 'compacted' | 'exported' | 'restored' | 'purged';

/** Records what somebody did with a document as a whole; what is done within it is told by its log. */
export function recordDocumentAudit(
  transaction: TenantTransaction,
  actor: Actor,
  { documentId, name }: Pick<DocumentReference, 'documentId' | 'name'>,
  verb: Verb,
  details: Record<string, unknown> = {},
): Promise<void> {
  return recordAudit(transaction, actor, {
    action: `collaboration.document.${verb}`,
    entity: 'collaboration.document',
    entityId: documentId,
    after: { document: name, ...details },
  });
}
