import type { Page } from '@muster/contract/core/pagination';
import type { CardRow, cardListSchema } from '@muster/contract/work/cards';
import type { z } from 'zod';
import type { UserActor } from '../core/actor.ts';
import { type Prisma, readTenant } from '../core/database/index.ts';
import { notFound } from '../core/errors.ts';
import { toPage } from '../core/page.ts';
import { visibleBoards } from './board-visibility.ts';
import { boardFor } from './find-board.ts';

const included = { board: { select: { name: true } } } as const;

type CardWithBoard = Prisma.CardGetPayload<{ include: typeof included }>;

/** A card of a board that the actor may see. Throws `not_found`. */
export async function getCard(actor: UserActor, id: string): Promise<CardRow> {
  const { tenantId } = actor;
  const row = await readTenant(actor).card.findFirst({
    where: { tenantId, id, board: visibleBoards(actor) },
    include: included,
  });
  const [card] = row ? await withColumns(actor, [row]) : [];
  if (!card) throw notFound('card');
  return card;
}

/** The cards of a board, oldest first, without the deleted ones. */
export async function listCards(
  actor: UserActor,
  { boardId, columnId, assigneeId, archived, cursor, limit }: z.output<typeof cardListSchema>,
): Promise<Page<CardRow>> {
  await boardFor(actor, 'read', boardId);
  const rows = await readTenant(actor).card.findMany({
    where: {
      tenantId: actor.tenantId,
      boardId,
      deletedAt: null,
      archivedAt: archived ? { not: null } : null,
      ...(columnId && { columnId }),
      ...(assigneeId && { assigneeIds: { has: assigneeId } }),
      ...(cursor && { id: { gt: cursor } }),
    },
    include: included,
    orderBy: { id: 'asc' },
    take: limit + 1,
  });
  const page = toPage(
    rows,
    limit,
    (row) => row.id,
    (row) => row,
  );
  return { items: await withColumns(actor, page.items), nextCursor: page.nextCursor };
}

/** The open cards that are assigned to the actor: what is due first comes first, what is not due at all last. */
export async function listMyCards(actor: UserActor, limit: number): Promise<{ items: CardRow[] }> {
  const rows = await readTenant(actor).card.findMany({
    where: {
      tenantId: actor.tenantId,
      assigneeIds: { has: actor.userId },
      deletedAt: null,
      archivedAt: null,
      board: visibleBoards(actor),
    },
    include: included,
    orderBy: [{ dueAt: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
    take: limit,
  });
  return { items: await withColumns(actor, rows) };
}

async function withColumns(actor: UserActor, rows: CardWithBoard[]): Promise<CardRow[]> {
  if (rows.length === 0) return [];
  const columns = await readTenant(actor).boardColumn.findMany({
    where: { tenantId: actor.tenantId, id: { in: [...new Set(rows.map((row) => row.columnId))] } },
    select: { id: true, name: true },
  });
  const names = new Map(columns.map((column) => [column.id, column.name]));
  return rows.map((row) => toCard(row, names.get(row.columnId) ?? null));
}

function toCard({ tenantId: _tenant, board, ...row }: CardWithBoard, columnName: string | null): CardRow {
  return {
    ...row,
    boardName: board.name,
    columnName,
    dueAt: row.dueAt?.toISOString().slice(0, 10) ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    archivedAt: row.archivedAt?.toISOString() ?? null,
    deletedAt: row.deletedAt?.toISOString() ?? null,
  };
}
