import { boardDocumentName } from '@muster/contract/work/boards';
import { documents } from '../../apps/server/src/collaboration/index.ts';
import type { Actor } from '../../apps/server/src/core/actor.ts';
import { withTenant } from '../../apps/server/src/core/database/index.ts';
import { newId } from '../../apps/server/src/core/identifiers.ts';
import { firstContents } from '../../apps/server/src/work/board-contents.ts';

/** A board with its document, not projected yet. */
export async function makeBoard(actor: Actor & { userId: string }): Promise<{ name: string; documentId: string }> {
  const id = newId();
  const name = boardDocumentName(id);
  const { tenantId, userId } = actor;
  const documentId = await withTenant(actor, async (transaction) => {
    const documentId = await documents.create(transaction, actor, { name, update: firstContents(['To do', 'Done']) });
    await transaction.board.create({
      data: { tenantId, id, name: 'Tests', kind: 'team', ownerId: userId, documentId },
    });
    return documentId;
  });
  return { name, documentId };
}
