import type { Edit } from '@muster/contract/work/board.doc';
import { boardDocumentName } from '@muster/contract/work/boards';
import type { CardRow, cardMoveSchema, newCardSchema } from '@muster/contract/work/cards';
import type { z } from 'zod';
import { documents } from '../collaboration/index.ts';
import type { UserActor } from '../core/actor.ts';
import { type AuditedChange, recordAudit } from '../core/audit.ts';
import { readTenant, withTenant } from '../core/database/index.ts';
import { MusterError } from '../core/errors.ts';
import { newId } from '../core/identifiers.ts';
import { addCardEdit, moveCardEdit } from './card-edits.ts';
import { getCard } from './card-queries.ts';
import { boardFor } from './find-board.ts';

type NewCard = z.output<typeof newCardSchema>;
type CardMove = z.output<typeof cardMoveSchema>;

/** Adds a card to a board's document; everyone who has the board open sees it. Answers when other screens can, too. */
export async function addCard(actor: UserActor, input: NewCard): Promise<CardRow> {
  await boardFor(actor, 'edit', input.boardId);
  const id = input.id ?? newId();
  await assertFree(actor, id, input.boardId);
  const name = boardDocumentName(input.boardId);
  const card = { edit: editBy(actor), card: { ...input, id } };
  const { result: added, sequence } = await documents.edit(name, actor, addCardEdit, card);
  await documents.projected(name, actor, sequence);
  if (added) await record(actor, { action: 'work.card.created', entityId: id, after: { ...input, id } });
  return getCard(actor, id);
}

/** Moves a card to a place in a column of the same board. */
export async function moveCardTo(actor: UserActor, input: CardMove): Promise<CardRow> {
  await boardFor(actor, 'edit', input.boardId);
  const name = boardDocumentName(input.boardId);
  const move = { edit: editBy(actor), move: input };
  const { result: before, sequence } = await documents.edit(name, actor, moveCardEdit, move);
  await documents.projected(name, actor, sequence);
  const after = { columnId: input.columnId };
  await record(actor, { action: 'work.card.moved', entityId: input.cardId, before, after });
  return getCard(actor, input.cardId);
}

function editBy(actor: UserActor): Edit {
  return { userId: actor.userId, at: new Date().toISOString(), origin: 'command' };
}

/** One card id means one card in the whole company. */
async function assertFree(actor: UserActor, id: string, boardId: string): Promise<void> {
  const { tenantId } = actor;
  const card = await readTenant(actor).card.findUnique({ where: { tenantId_id: { tenantId, id } } });
  if (!card || card.boardId === boardId) return;
  throw new MusterError('invalid_input', 'This id is taken.', { action: 'Make the card with another id.' });
}

/** The edit itself is in the document's log, with its author; this is its place in the company's audit log. */
function record(actor: UserActor, change: Omit<AuditedChange, 'entity'>): Promise<void> {
  return withTenant(actor, (transaction) => recordAudit(transaction, actor, { ...change, entity: 'work.card' }));
}
