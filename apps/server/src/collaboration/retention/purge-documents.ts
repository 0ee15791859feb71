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
 * Removes for good what was deleted longer ago than each company keeps it, in documents and whole ones. What a run that died
 * has begun, the next one ends first.
 * @returns how many documents were purged or removed
 */
export async function purgeDeletedContent(now = new Date()): Promise<number> {
  let purged = 0;
  for (const tenantId of await companiesWithDocuments()) purged += await purgeTenant(systemActor(tenantId), now);
  return purged;
}

/** Led from one company to the next by the key: a look at every document would do the same in much more time. */
async function companiesWithDocuments(): Promise<string[]> {
  const { rows } = await poolOf('muster_sync').query<{ tenant_id: string }>(
    `with recursive company as (
       (select tenant_id from document order by tenant_id limit 1)
       union all
       select (select tenant_id from document where tenant_id > company.tenant_id order by tenant_id limit 1)
       from company where company.tenant_id is not null
     ) select tenant_id from company where tenant_id is not null`,
  );
  return rows.map(({ tenant_id: tenantId }) => tenantId);
}

async function purgeTenant(actor: Actor, now: Date): Promise<number> {
  const { deletedContentDays } = await documentPolicy(actor);
  let purged = 0;
  if (deletedContentDays !== null) {
    const before = new Date(now.getTime() - deletedContentDays * day);
    for (const kind of documentKinds()) purged += await kind.purge(actor, before, documentsAtOnce);
    await begin(actor, before);
  }
  const begun = await readTenant(actor).documentPurge.findMany({
    where: { tenantId: actor.tenantId },
    select: { deletedBefore: true, document: { select: { name: true } } },
  });
  for (const { document, deletedBefore } of begun) if (await end(actor, document.name, deletedBefore)) purged += 1;
  return purged;
}

/** Notes every document with something to remove, so that no crash can leave half of it behind. */
async function begin(actor: Actor, deletedBefore: Date): Promise<void> {
  const { tenantId } = actor;
  const names = [...(await namesWithDeleted(actor, deletedBefore)), ...(await uncleanNames(actor, deletedBefore))];
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

/** Updates that wait for so long to be cleaned may be of words that were deleted again. Whoever waits longest comes first. */
export async function uncleanNames({ tenantId }: Pick<Actor, 'tenantId'>, before: Date): Promise<string[]> {
  const { rows } = await poolOf('muster_sync').query<{ name: string }>(
    `select document.name from document_projection projection
     join document on document.tenant_id = projection.tenant_id and document.id = projection.document_id
     where projection.tenant_id = $1 and projection.unclean_since < $2
     order by projection.unclean_since limit $3`,
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
