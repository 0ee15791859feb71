import type { Edit } from '@muster/contract/work/board.doc';
import { readCard, visibleCards } from '@muster/contract/work/board-card-read';
import { assign, type CardTarget, createCard, moveCard, setCardLabel, setDue } from '@muster/contract/work/board-cards';
import { liveColumns, readColumns } from '@muster/contract/work/board-columns';
import { boardDocumentName } from '@muster/contract/work/boards';
import type { CardRow, cardMoveSchema, newCardSchema } from '@muster/contract/work/cards';
import type * as Y from 'yjs';
import type { z } from 'zod';
import { documents } from '../collaboration/index.ts';
import type { UserActor } from '../core/actor.ts';
import { type AuditedChange, recordAudit } from '../core/audit.ts';
import { readTenant, withTenant } from '../core/database/index.ts';
import { MusterError, notFound } from '../core/errors.ts';
import { newId } from '../core/identifiers.ts';
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
  const { result: added, sequence } = await documents.transact(name, actor, (doc) => {
    if (readCard(doc, id)) return false;
    const columnId = openColumn(doc, input.columnId);
    writeCard(doc, editBy(actor), id, input, targetOf(doc, { ...input, columnId }, id));
    return true;
  });
  await documents.projected(name, actor, sequence);
  if (added) await record(actor, { action: 'work.card.created', entityId: id, after: { ...input, id } });
  return getCard(actor, id);
}

/** Moves a card to a place in a column of the same board. */
export async function moveCardTo(actor: UserActor, input: CardMove): Promise<CardRow> {
  await boardFor(actor, 'edit', input.boardId);
  const name = boardDocumentName(input.boardId);
  const { result: before, sequence } = await documents.transact(name, actor, (doc) => {
    const card = readCard(doc, input.cardId);
    if (!card || card.deletedAt) throw notFound('card');
    const columnId = openColumn(doc, input.columnId);
    moveCard(doc, editBy(actor), input.cardId, targetOf(doc, { ...input, columnId }, input.cardId));
    return { columnId: card.columnId };
  });
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

/** The column asked for, or the first one. Throws `not_found` when people cannot see it. */
function openColumn(doc: Y.Doc, id: string | undefined): string {
  const open = liveColumns(readColumns(doc));
  const column = id ? open.find((each) => each.id === id) : open[0];
  if (!column) throw notFound('column');
  return column.id;
}

interface Place {
  columnId: string;
  beforeCardId?: string | undefined;
  position: 'top' | 'bottom';
}

function targetOf(doc: Y.Doc, { columnId, beforeCardId, position }: Place, movingId: string): CardTarget {
  if (!beforeCardId) return position === 'top' ? { columnId, afterCardId: null } : { columnId };
  const siblings = visibleCards(doc, columnId).filter((card) => card.id !== movingId);
  const index = siblings.findIndex((card) => card.id === beforeCardId);
  if (index < 0) throw notFound('card');
  return { columnId, afterCardId: siblings[index - 1]?.id ?? null };
}

function writeCard(doc: Y.Doc, edit: Edit, id: string, input: NewCard, target: CardTarget): void {
  const { title, description } = input;
  doc.transact(() => {
    createCard(doc, edit, { id, title, ...target, ...(description && { description }) });
    for (const userId of input.assigneeIds) assign(doc, edit, id, userId);
    for (const labelId of input.labelIds) setCardLabel(doc, edit, id, labelId, true);
    if (input.dueAt) setDue(doc, edit, id, input.dueAt);
  }, edit.origin);
}

/** The edit itself is in the document's log, with its author; this is its place in the company's audit log. */
function record(actor: UserActor, change: Omit<AuditedChange, 'entity'>): Promise<void> {
  return withTenant(actor, (transaction) => recordAudit(transaction, actor, { ...change, entity: 'work.card' }));
}
