import type { BoardAccess } from '@muster/contract/work/boards';
import { NIL } from 'uuid';
import type { Actor } from '../core/actor.ts';
import { BatchLoader } from '../core/BatchLoader.ts';
import { readTenant, type TenantTransaction } from '../core/database/index.ts';
import type { BoardSubject } from './policy.ts';

interface Question {
  actor: Actor;
  boardId: string;
}

/** A board as the policy sees it, with what the person was invited to do on it. */
interface Found {
  board: BoardSubject;
  membership: BoardAccess | null;
}

interface Row extends BoardSubject {
  id: string;
  userId: string;
  membership: BoardAccess | null;
}

/**
 * What the policy must know to let somebody open a board; null where the board does not exist for them. Whoever opens
 * boards in the same moment is answered together, as far as row-level security binds them alike.
 */
export const boardAccess = new BatchLoader<Question, Found | null>(async (questions) => {
  const alike = new Map<TenantTransaction, Question[]>();
  for (const question of questions) {
    const client = readTenant(question.actor);
    const group = alike.get(client);
    if (group === undefined) alike.set(client, [question]);
    else group.push(question);
  }
  const found = new Map<Question, Found | null>();
  const groups = [...alike].map(([client, group]) => answer(client, group, found));
  await Promise.all(groups);
  return questions.map((question) => found.get(question) ?? null);
});

async function answer(
  client: TenantTransaction,
  questions: readonly Question[],
  found: Map<Question, Found | null>,
): Promise<void> {
  const tenantId = questions[0]?.actor.tenantId ?? NIL;
  const pairs = new Map(questions.map((question) => [keyOf(question), question]));
  const boardIds = [...pairs.values()].map(({ boardId }) => boardId);
  const userIds = [...pairs.values()].map(({ actor }) => actor.userId ?? NIL);
  const rows = await client.$queryRaw<Row[]>`
    select board.id, pair.user_id as "userId", member.access::text as membership, board.kind::text as kind,
      board.tenant_access::text as "tenantAccess", board.owner_id as "ownerId", board.location_id as "locationId",
      board.deleted_at as "deletedAt"
    from unnest(${boardIds}::uuid[], ${userIds}::uuid[]) as pair (board_id, user_id)
    join board on board.tenant_id = ${tenantId}::uuid and board.id = pair.board_id
    left join board_member member
      on member.tenant_id = board.tenant_id and member.board_id = board.id and member.user_id = pair.user_id`;
  const known = new Map(rows.map((row) => [`${row.userId} ${row.id}`, row]));
  for (const question of questions) {
    const board = known.get(keyOf(question));
    found.set(question, board ? { board, membership: board.membership } : null);
  }
}

function keyOf({ actor, boardId }: Question): string {
  return `${actor.userId ?? NIL} ${boardId}`;
}
