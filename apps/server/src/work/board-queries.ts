import type { Page } from '@muster/contract/core/pagination';
import {
  type BoardDetails,
  type BoardSummary,
  boardDocumentName,
  type boardListSchema,
} from '@muster/contract/work/boards';
import { NIL } from 'uuid';
import type { z } from 'zod';
import { documents } from '../collaboration/index.ts';
import type { Actor, UserActor } from '../core/actor.ts';
import { type Prisma, readTenant } from '../core/database/index.ts';
import { notFound } from '../core/errors.ts';
import { toPage } from '../core/page.ts';
import { asksForFields, namesOf } from '../identity/index.ts';
import { boardFields } from './board-fields.ts';
import { restorableBoards, visibleBoards } from './board-visibility.ts';
import { findBoard } from './find-board.ts';
import { can, shownAccess } from './policy.ts';
import { escapeLike } from './search.ts';

/** The boards that the actor may see, the latest changed first. */
export async function listBoards(
  actor: UserActor,
  input: z.output<typeof boardListSchema>,
): Promise<Page<BoardSummary>> {
  const { cursor, limit, search, kind, deleted } = input;
  const where: Prisma.BoardWhereInput = {
    AND: [deleted ? restorableBoards(actor) : visibleBoards(actor)],
    ...(kind && { kind }),
    ...(search && { name: { contains: escapeLike(search), mode: 'insensitive' } }),
  };
  if (asksForFields(input)) {
    const page = await boardFields.page(actor, input, (ids) =>
      findBoards(actor, { AND: [where, { id: { in: ids } }] }),
    );
    return { ...page, items: await summaries(actor, page.items) };
  }
  const rows = await findBoards(actor, { AND: [where, after(cursor)] }, limit + 1);
  const page = toPage(rows, limit, cursorOf, (row) => row);
  return { ...page, items: await summaries(actor, page.items) };
}

function findBoards(actor: UserActor, where: Prisma.BoardWhereInput, take?: number) {
  return readTenant(actor).board.findMany({
    where,
    include: { members: { where: { userId: actor.userId }, select: { access: true } } },
    orderBy: [{ updatedAt: 'desc' }, { id: 'asc' }],
    ...(take !== undefined && { take }),
  });
}

type ListedBoard = Awaited<ReturnType<typeof findBoards>>[number];

async function summaries(actor: UserActor, rows: ListedBoard[]): Promise<BoardSummary[]> {
  const ids = rows.map((row) => row.id);
  const ownerIds = rows.map((row) => row.ownerId);
  const [counts, owners, fields] = await Promise.all([
    cardCounts(actor, ids),
    namesOf(actor.tenantId, ownerIds),
    boardFields.show(actor, rows),
  ]);
  return rows.map(({ members, ...board }, index) => ({
    id: board.id,
    name: board.name,
    kind: board.kind,
    tenantAccess: board.tenantAccess,
    access: shownAccess(actor, board, members[0]?.access ?? null),
    ownerName: owners.get(board.ownerId)?.name ?? '',
    cardCount: counts.get(board.id) ?? 0,
    updatedAt: board.updatedAt.toISOString(),
    version: board.version,
    deletedAt: board.deletedAt?.toISOString() ?? null,
    customFields: fields[index] ?? null,
  }));
}

/** Cards that are neither archived nor deleted, by board. */
async function cardCounts(actor: Actor, boardIds: string[]): Promise<Map<string, number>> {
  const rows = await readTenant(actor).card.groupBy({
    by: ['boardId'],
    where: { tenantId: actor.tenantId, boardId: { in: boardIds }, deletedAt: null, archivedAt: null },
    _count: true,
  });
  return new Map(rows.map((row) => [row.boardId, row._count]));
}

/** Boards move to the top while somebody pages, so a page goes on from a moment and not from a row. */
function cursorOf(row: { updatedAt: Date; id: string }): string {
  return `${row.updatedAt.toISOString()}_${row.id}`;
}

function after(cursor: string | undefined): Prisma.BoardWhereInput {
  const [at = '', id = NIL] = cursor?.split('_') ?? [];
  const updatedAt = new Date(at);
  if (Number.isNaN(updatedAt.getTime())) return {};
  return { OR: [{ updatedAt: { lt: updatedAt } }, { updatedAt, id: { gt: id } }] };
}

/** A board with the people invited to it. Throws `not_found`, also for a deleted one that the actor cannot restore. */
export async function getBoard(actor: UserActor, id: string): Promise<BoardDetails> {
  const found = await findBoard(readTenant(actor), actor, id);
  if (!found) throw notFound('board');
  const { board, membership } = found;
  if (!can(actor, board.deletedAt ? 'restore' : 'read', board, membership)) throw notFound('board');
  const members = await membersOf(actor, id);
  const [customFields = null] = await boardFields.show(actor, [board]);
  const names = await namesOf(actor.tenantId, [board.ownerId, ...members.map(({ userId }) => userId)]);
  return {
    id,
    name: board.name,
    kind: board.kind,
    tenantAccess: board.tenantAccess,
    access: shownAccess(actor, board, membership),
    ownerId: board.ownerId,
    ownerName: names.get(board.ownerId)?.name ?? '',
    version: board.version,
    deletedAt: board.deletedAt?.toISOString() ?? null,
    documentName: boardDocumentName(id),
    fullness: await documents.fullness(boardDocumentName(id), { tenantId: actor.tenantId }),
    customFields,
    members: members
      .flatMap(({ userId, access }) => {
        const person = names.get(userId);
        return person ? [{ userId, ...person, access }] : [];
      })
      .sort((one, other) => one.name.localeCompare(other.name)),
  };
}

function membersOf({ tenantId }: Actor, boardId: string) {
  return readTenant({ tenantId }).boardMember.findMany({
    where: { tenantId, boardId },
    select: { userId: true, access: true },
  });
}
