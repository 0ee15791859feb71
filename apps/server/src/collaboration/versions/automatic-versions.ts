import { systemActor } from '../../core/actor.ts';
import { readTenant, withRole, withTenant } from '../../core/database/index.ts';
import { log } from '../../core/log.ts';
import { referenceById } from '../document-reference.ts';
import { perform } from '../document-thread/perform.ts';
import { isVersionDue, versionsToThin } from './version-ages.ts';
import { readState } from './version-operations.ts';
import { keepVersion } from './version-rows.ts';

/** Any number will do, as long as every server takes the same. */
const lock = 4_820_031;

interface EditedDocument {
  id: string;
  tenant_id: string;
  last_sequence: string;
  created_at: Date;
  updated_at: Date;
}

/** What a document edited lately was at when it was last found to need nothing; such a one is not asked for again. */
const settled = new Map<string, number>();

/**
 * Keeps a version of every document in which a burst of editing has ended, or goes on for an hour, and thins out those
 * that have aged. One server at a time does it; the others find it done.
 * @returns how many versions were kept
 */
export function keepAutomaticVersions(now = new Date()): Promise<number> {
  return withRole('muster_sync', async (client) => {
    const { rows: locks } = await client.query<{ free: boolean }>('select pg_try_advisory_xact_lock($1) as free', [
      lock,
    ]);
    if (!locks[0]?.free) return 0;
    const { rows } = await client.query<EditedDocument>(
      `select id, tenant_id, last_sequence, created_at, updated_at from document
       where updated_at > $1::timestamptz - interval '1 day'
         and edited_around > $1::timestamptz at time zone 'UTC' - interval '1 day 10 minutes'`,
      [now],
    );
    forgetOthers(rows);
    let kept = 0;
    for (const document of rows) if (await keepIfDue(document, now)) kept += 1;
    return kept;
  });
}

/** Documents that nobody edits any more are to cost nothing. */
function forgetOthers(edited: readonly EditedDocument[]): void {
  const ids = new Set(edited.map(({ id }) => id));
  for (const id of settled.keys()) if (!ids.has(id)) settled.delete(id);
}

async function keepIfDue(document: EditedDocument, now: Date): Promise<boolean> {
  const sequence = Number(document.last_sequence);
  if (settled.get(document.id) === sequence) return false;
  const actor = systemActor(document.tenant_id);
  const newest = await readTenant(actor).documentVersion.findFirst({
    where: { tenantId: document.tenant_id, documentId: document.id },
    orderBy: { id: 'desc' },
    select: { sequence: true, createdAt: true },
  });
  // Without a version its creation counts, which is update 1.
  const last = newest
    ? { sequence: Number(newest.sequence), createdAt: newest.createdAt }
    : { sequence: 1, createdAt: document.created_at };
  const isKept =
    isVersionDue({ sequence, editedAt: document.updated_at, newest: last }, now) && (await keep(document.id, now));
  if (isKept || sequence <= last.sequence) settled.set(document.id, sequence);
  return isKept;
}

/** One document that cannot be read must not keep the others from their versions; it is tried again with the next run. */
async function keep(documentId: string, now: Date): Promise<boolean> {
  try {
    const document = await referenceById(documentId);
    if (!document) return false;
    const state = await perform(readState, document, null);
    await keepVersion(systemActor(document.tenantId), document, { name: '', automatic: true, ...state });
    await thinOut(document.tenantId, documentId, now);
    return true;
  } catch (error) {
    log.warn({ error, documentId }, 'no automatic version of a document could be kept; trying again');
    return false;
  }
}

async function thinOut(tenantId: string, documentId: string, now: Date): Promise<void> {
  await withTenant(systemActor(tenantId), async (transaction) => {
    const where = { tenantId, documentId, automatic: true };
    const versions = await transaction.documentVersion.findMany({ where, select: { id: true, createdAt: true } });
    const ids = versionsToThin(versions, now);
    if (ids.length > 0) await transaction.documentVersion.deleteMany({ where: { ...where, id: { in: ids } } });
  });
}
