import { Readable } from 'node:stream';
import { type AuditExportFormat, auditExportSchema, exportTotalHeader } from '@muster/contract/identity/audit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { hasPermission, type UserActor } from '../../core/actor.ts';
import { recordAudit } from '../../core/audit.ts';
import { type Prisma, readTenant, withTenant } from '../../core/database/index.ts';
import { forbidden, MusterError } from '../../core/errors.ts';
import { notForOperators } from '../../core/operator-gate.ts';
import { httpStatus } from '../../core/trpc.ts';
import { authenticateRequest } from '../api-keys/authenticate-request.ts';
import { toEntry } from './audit-queries.ts';
import { exportForms } from './audit-rows.ts';
import { auditWhere } from './audit-where.ts';

type ExportInput = z.output<typeof auditExportSchema>;
type Where = Prisma.AuditEntryWhereInput;

/** Entries read at a time: the export holds no more than these in memory, however long the log is. */
const batch = 1_000;

/**
 * `GET /export/audit?format=csv|json&…filter`: the log as a stream, newest first. Its length is told ahead, and whoever
 * hangs up ends it.
 */
export function registerAuditExport(app: FastifyInstance): void {
  app.get('/export/audit', async (request, reply) => {
    try {
      return await answer(request, reply);
    } catch (error) {
      if (!(error instanceof MusterError)) throw error;
      return reply.code(httpStatus[error.code]).send({ error: { data: { problem: error.toProblem() } } });
    }
  });
}

async function answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const actor = await exporter(request, reply);
  const parsed = auditExportSchema.safeParse(request.query);
  if (!parsed.success) throw new MusterError('invalid_input', parsed.error.issues.map(({ message }) => message).join());
  const { format, ...filter } = parsed.data;
  const where = await upToNow(actor, auditWhere(actor, filter));
  const total = await readTenant(actor).auditEntry.count({ where });
  await recordExport(actor, parsed.data, total);
  return reply
    .type(exportForms[format].contentType)
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="audit-${new Date().toISOString().slice(0, 10)}.${format}"`)
    .header(exportTotalHeader, total)
    .send(Readable.from(texts(actor, where, format)));
}

async function exporter(request: FastifyRequest, reply: FastifyReply): Promise<UserActor> {
  const { signedIn, refusal, headers } = await authenticateRequest(request.headers, 1, request.id);
  reply.headers(headers);
  if (refusal) throw refusal;
  if (!signedIn) throw new MusterError('unauthenticated', 'You are not signed in.', { action: 'Sign in again.' });
  if (signedIn.actor.operator) throw notForOperators();
  if (!hasPermission(signedIn.actor, 'identity:audit:read')) throw forbidden('export the audit log');
  return signedIn.actor;
}

/** Leaves out what comes meanwhile, the record of the export itself too. */
async function upToNow(actor: UserActor, where: Where): Promise<Where> {
  const newest = await readTenant(actor).auditEntry.findFirst({ where, orderBy: { id: 'desc' }, select: { id: true } });
  return { AND: [where, { id: newest ? { lte: newest.id } : { in: [] } }] };
}

/** That somebody took the log along belongs in it, too. */
function recordExport(actor: UserActor, input: ExportInput, entries: number): Promise<void> {
  return withTenant(actor, (transaction) =>
    recordAudit(transaction, actor, {
      action: 'identity.audit.exported',
      entity: 'identity.audit',
      entityId: actor.tenantId,
      after: { ...input, entries },
    }),
  );
}

async function* texts(actor: UserActor, where: Where, format: AuditExportFormat): AsyncGenerator<string> {
  const form = exportForms[format];
  yield form.begin;
  let isFirst = true;
  for await (const rows of batches(actor, where)) {
    yield rows.map((row, index) => form.entry(toEntry(row), isFirst && index === 0)).join('');
    isFirst = false;
  }
  yield form.end;
}

async function* batches(actor: UserActor, where: Where) {
  let last: string | undefined;
  do {
    const rows = await readTenant(actor).auditEntry.findMany({
      where: { AND: [where, last ? { id: { lt: last } } : {}] },
      orderBy: { id: 'desc' },
      take: batch,
    });
    if (rows.length > 0) yield rows;
    last = rows.length === batch ? rows.at(-1)?.id : undefined;
  } while (last);
}
