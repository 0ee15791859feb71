import type { BoardAccess, boardMemberSchema } from '@muster/contract/work/boards';
import type { z } from 'zod';
import type { UserActor } from '../core/actor.ts';
import { recordAudit } from '../core/audit.ts';
import { type TenantTransaction, withTenant } from '../core/database/index.ts';
import { MusterError, notFound } from '../core/errors.ts';
import { publish } from '../core/outbox.ts';
import { boardFor } from './find-board.ts';

type MemberInput = z.output<typeof boardMemberSchema>;

/** Invites a person to a board, changes what they may do, or takes it away; open documents follow within a second. */
export function setMember(actor: UserActor, input: MemberInput): Promise<void> {
  return withTenant(actor, async (transaction) => {
    const { board } = await boardFor(actor, 'share', input.id, transaction);
    if (input.userId === board.ownerId) throw ownerStays();
    const before = await accessOf(transaction, actor, input);
    if (before === input.access) return;
    if (input.access) await assertActive(transaction, actor, input.userId);
    await writeMember(transaction, actor, input);
    await record(transaction, actor, input, before);
  });
}

async function accessOf(
  transaction: TenantTransaction,
  { tenantId }: UserActor,
  { id, userId }: MemberInput,
): Promise<BoardAccess | null> {
  const key = { tenantId_boardId_userId: { tenantId, boardId: id, userId } };
  const row = await transaction.boardMember.findUnique({ where: key });
  return row?.access ?? null;
}

async function assertActive(transaction: TenantTransaction, { tenantId }: UserActor, id: string): Promise<void> {
  const user = await transaction.user.findFirst({ where: { tenantId, id, status: 'active', deletedAt: null } });
  if (!user) throw notFound('person');
}

async function writeMember(
  transaction: TenantTransaction,
  { tenantId }: UserActor,
  { id, userId, access }: MemberInput,
): Promise<void> {
  const member = { tenantId, boardId: id, userId };
  if (access === null) {
    await transaction.boardMember.deleteMany({ where: member });
    return;
  }
  await transaction.boardMember.upsert({
    where: { tenantId_boardId_userId: member },
    create: { ...member, access },
    update: { access },
  });
}

async function record(
  transaction: TenantTransaction,
  actor: UserActor,
  { id, userId, access }: MemberInput,
  before: BoardAccess | null,
): Promise<void> {
  await recordAudit(transaction, actor, {
    action: 'work.board.member_changed',
    entity: 'work.board',
    entityId: id,
    before: { userId, access: before },
    after: { userId, access },
  });
  await publish(transaction, actor, {
    type: 'work.board.member_changed',
    entity: 'work.board',
    ids: [id],
    details: { userId, access, invited: before === null },
  });
}

function ownerStays(): MusterError {
  return new MusterError('invalid_input', 'The owner of a board always has access to it.', {
    action: 'Choose another person.',
  });
}
