import type { Page } from '@muster/contract/core/pagination';
import type {
  OperatorAccess,
  OperatorLogLine,
  operatorAccessPageSchema,
  operatorLogPageSchema,
} from '@muster/contract/identity/operator';
import type { z } from 'zod';
import type { UserActor } from '../../core/actor.ts';
import { readTenant } from '../../core/database/index.ts';
import { toPage } from '../../core/page.ts';

const stay = {
  id: true,
  operatorId: true,
  operatorName: true,
  operatorEmail: true,
  reason: true,
  startedAt: true,
  expiresAt: true,
  endedAt: true,
  endedBy: true,
  endedByName: true,
  impersonations: {
    select: { id: true, userId: true, userName: true, reason: true, startedAt: true, endedAt: true },
    orderBy: { id: 'asc' },
  },
} as const;

/** The stays of operators in the company, newest first. */
export async function listAccesses(
  { tenantId }: UserActor,
  { cursor, limit, operatorId, open }: z.output<typeof operatorAccessPageSchema>,
): Promise<Page<OperatorAccess>> {
  const rows = await readTenant({ tenantId }).operatorAccess.findMany({
    where: {
      tenantId,
      ...(operatorId && { operatorId }),
      ...(open !== undefined && { endedAt: open ? null : { not: null } }),
      ...(cursor && { id: { lt: cursor } }),
    },
    select: stay,
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
  return toPage(
    rows,
    limit,
    ({ id }) => id,
    ({ startedAt, expiresAt, endedAt, impersonations, ...row }) => ({
      ...row,
      startedAt: startedAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
      impersonations: impersonations.map((each) => ({
        ...each,
        startedAt: each.startedAt.toISOString(),
        endedAt: each.endedAt?.toISOString() ?? null,
      })),
    }),
  );
}

/** What operators opened in the company, newest first. */
export async function listOpened(
  { tenantId }: UserActor,
  { cursor, limit, accessId, target }: z.output<typeof operatorLogPageSchema>,
): Promise<Page<OperatorLogLine>> {
  const rows = await readTenant({ tenantId }).operatorAccessLog.findMany({
    where: {
      tenantId,
      ...(accessId && { accessId }),
      ...(target && { target: { contains: target, mode: 'insensitive' } }),
      ...(cursor && { id: { lt: cursor } }),
    },
    include: { access: { select: { operatorName: true, impersonations: { select: { id: true, userName: true } } } } },
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
  return toPage(
    rows,
    limit,
    ({ id }) => id,
    ({ id, at, accessId: stayId, impersonationId, kind, target: opened, entityIds, access }) => ({
      id,
      at: at.toISOString(),
      accessId: stayId,
      operatorName: access.operatorName,
      actingAs: access.impersonations.find((each) => each.id === impersonationId)?.userName ?? null,
      kind: kind === 'document' ? 'document' : 'procedure',
      target: opened,
      entityIds,
    }),
  );
}
