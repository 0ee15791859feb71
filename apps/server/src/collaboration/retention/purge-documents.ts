import { type Actor, systemActor } from '../../core/actor.ts';
import { poolOf, readTenant, withTenant } from '../../core/database/index.ts';
import { log } from '../../core/log.ts';
import { findDocument } from '../find-document.ts';
import { documentKinds } from '../registry.ts';
import { documentPolicy } from './document-policy.ts';
import { purgeDocument } from './purge-document.ts';

const day = 24 * 60 * 60 * 1000;
/** Documents of one company that are found at once; the next run finds more. */
const documentsAtOnce = 200;

/**
 * Removes for good what was deleted longer ago than each company keeps it. What a run that died has begun, the next one
 * ends first.
 * @returns how many documents were purged
 */
export async function purgeDeletedContent(now = new Date()): Promise<number> {
  const { rows } = await poolOf('muster_sync').query<{ tenantId: string }>(
    'select distinct tenant_id as "tenantId" from document',
  );
  let purged = 0;
  for (const { tenantId } of rows) purged += await purgeTenant(systemActor(tenantId), now);
  return purged;
}

async function purgeTenant(actor: Actor, now: Date): Promise<number> {
  const { deletedContentDays } = await documentPolicy(actor);
  if (deletedContentDays !== null) await begin(actor, new Date(now.getTime() - deletedContentDays * day));
  const begun = await readTenant(actor).documentPurge.findMany({
    where: { tenantId: actor.tenantId },
    select: { deletedBefore: true, document: { select: { name: true } } },
  });
  let purged = 0;
  for (const { document, deletedBefore } of begun) if (await end(actor, document.name, deletedBefore)) purged += 1;
  return purged;
}

/** Notes every document with something to remove, so that no crash can leave half of it behind. */
async function begin(actor: Actor, deletedBefore: Date): Promise<void> {
  const { tenantId } = actor;
  const names = [...(await namesWithDeleted(actor, deletedBefore)), ...(await namesWithOldTail(actor, deletedBefore))];
  await withTenant(actor, async (transaction) => {
    const documents = await transaction.document.findMany({ where: { tenantId, name: { in: names } } });
    const data = documents.map(({ id }) => ({ tenantId, documentId: id, deletedBefore }));
    await transaction.documentPurge.createMany({ data, skipDuplicates: true });
    // They show words that were deleted within texts since; those that people named are theirs to keep.
    await transaction.documentVersion.deleteMany({
      where: { tenantId, automatic: true, createdAt: { lt: deletedBefore } },
    });
  });
}

async function namesWithDeleted(actor: Actor, deletedBefore: Date): Promise<string[]> {
  const names: string[] = [];
  for (const documents of documentKinds()) {
    const entityIds = await documents.withDeleted(actor, deletedBefore, documentsAtOnce);
    names.push(...entityIds.map((entityId) => `${documents.kind}/${entityId}`));
  }
  return names;
}

/** Updates that wait for so long to be compacted may be of words that were deleted again. */
async function namesWithOldTail({ tenantId }: Actor, before: Date): Promise<string[]> {
  const { rows } = await poolOf('muster_sync').query<{ name: string }>(
    `select document.name from document
     left join document_snapshot snapshot
       on snapshot.tenant_id = document.tenant_id and snapshot.document_id = document.id
     where document.tenant_id = $1 and document.created_at < $2
       and document.last_sequence > coalesce(snapshot.sequence, 0)
       and coalesce(snapshot.created_at, document.created_at) < $2
     limit $3`,
    [tenantId, before, documentsAtOnce],
  );
  return rows.map(({ name }) => name);
}

/** One document that cannot be purged must not keep the others from it; it is tried again with the next run. */
async function end(actor: Actor, name: string, deletedBefore: Date): Promise<boolean> {
  try {
    const document = await findDocument(actor, name);
    if (document) await purgeDocument(actor, document, deletedBefore);
    return document !== null;
  } catch (error) {
    log.error({ error, document: name }, 'deleted content could not be removed from a document; trying again');
    return false;
  }
}
