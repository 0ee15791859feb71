import type { BoardDetails, BoardFromFile, newBoardSchema } from '@muster/contract/work/boards';
import { boardDocumentName } from '@muster/contract/work/boards';
import type { z } from 'zod';
import { documents } from '../collaboration/index.ts';
import type { UserActor } from '../core/actor.ts';
import { recordAudit } from '../core/audit.ts';
import { Prisma, readTenant, type TenantTransaction, withTenant } from '../core/database/index.ts';
import { MusterError } from '../core/errors.ts';
import { newId } from '../core/identifiers.ts';
import { publish } from '../core/outbox.ts';
import { firstContents } from './board-contents.ts';
import { boardFields } from './board-fields.ts';
import { getBoard } from './board-queries.ts';
import { findBoard } from './find-board.ts';

type NewBoard = z.output<typeof newBoardSchema>;

/** Makes a board with its document and first columns. With an `id` that the caller used before it answers with that board. */
export function createBoard(actor: UserActor, input: NewBoard): Promise<BoardDetails> {
  return createBoardWith(actor, input, firstContents(input.columns));
}

/** Makes a board of its own from a file that a board was exported to. Throws `invalid_input` for any other file. */
export async function createBoardFromFile(actor: UserActor, { file, ...input }: BoardFromFile): Promise<BoardDetails> {
  const isBoard = file.name === boardDocumentName(file.name.split('/')[1] ?? '');
  if (!isBoard) throw new MusterError('invalid_input', 'This file holds no board.', { action: 'Choose another file.' });
  return createBoardWith(actor, { ...input, columns: [] }, await documents.copied(actor, file));
}

async function createBoardWith(actor: UserActor, input: NewBoard, update: Uint8Array): Promise<BoardDetails> {
  const id = input.id ?? newId();
  try {
    await withTenant(actor, (transaction) => insertBoard(transaction, actor, { ...input, id, update }));
  } catch (error) {
    if (!isTaken(error)) throw error;
    await assertOwn(actor, id);
  }
  await documents.projected(boardDocumentName(id), actor, 1);
  return getBoard(actor, id);
}

async function insertBoard(
  transaction: TenantTransaction,
  actor: UserActor,
  { id, name, kind, tenantAccess, update, customFields }: NewBoard & { id: string; update: Uint8Array },
): Promise<void> {
  const { tenantId, userId } = actor;
  const contents = { name: boardDocumentName(id), update };
  const fields = await boardFields.change(transaction, actor, { id, stored: {}, changes: customFields });
  const documentId = await documents.create(transaction, actor, contents);
  await transaction.board.create({
    data: {
      tenantId,
      id,
      name,
      kind,
      tenantAccess,
      ownerId: userId,
      locationId: actor.rights.homeLocationId,
      documentId,
      ...fields.data,
      createdById: userId,
      updatedById: userId,
    },
  });
  await transaction.boardMember.create({ data: { tenantId, boardId: id, userId, access: 'owner' } });
  await recordAudit(transaction, actor, {
    action: 'work.board.created',
    entity: 'work.board',
    entityId: id,
    version: 1,
    after: { ...fields.after, name, kind, tenantAccess },
  });
  await publish(transaction, actor, { type: 'work.board.created', entity: 'work.board', ids: [id] });
}

function isTaken(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}

async function assertOwn(actor: UserActor, id: string): Promise<void> {
  const found = await findBoard(readTenant(actor), actor, id);
  if (found?.board.createdById === actor.userId) return;
  throw new MusterError('invalid_input', 'This id is taken.', { action: 'Make the board with another id.' });
}
