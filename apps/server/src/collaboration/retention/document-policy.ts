import type { DocumentPolicy, DocumentPolicyInput } from '@muster/contract/collaboration/retention';
import { defaultDeletedContentDays } from '@muster/contract/collaboration/retention';
import type { UserActor } from '../../core/actor.ts';
import { recordAudit } from '../../core/audit.ts';
import { readTenant, withTenant } from '../../core/database/index.ts';
import { versionConflict } from '../../core/version-conflict.ts';

const entity = 'collaboration.document_policy';

type Tenant = Parameters<typeof readTenant>[0];

/** What the company wants of its documents; the defaults, with version 0, before anybody chose. */
export async function documentPolicy(actor: Tenant): Promise<DocumentPolicy> {
  const row = await readTenant(actor).documentPolicy.findUnique({
    where: { tenantId: actor.tenantId },
    select: { deletedContentDays: true, version: true },
  });
  return row ?? { deletedContentDays: defaultDeletedContentDays, version: 0 };
}

/** Sets for how long deleted content is kept. Throws `version_conflict` when somebody else changed it meanwhile. */
export function saveDocumentPolicy(actor: UserActor, input: DocumentPolicyInput): Promise<DocumentPolicy> {
  const { deletedContentDays, version: known } = input;
  const after = { deletedContentDays, version: known + 1 };
  return withTenant(actor, async (transaction) => {
    const { tenantId, userId } = actor;
    const before = await transaction.documentPolicy.findUnique({ where: { tenantId } });
    const current = before?.version ?? 0;
    if (current !== known) throw await versionConflict(transaction, entity, tenantId, { known, current });
    const data = { ...after, updatedById: userId };
    if (before) await transaction.documentPolicy.update({ where: { tenantId, version: known }, data });
    else await transaction.documentPolicy.create({ data: { tenantId, ...data } });
    await recordAudit(transaction, actor, {
      action: `${entity}.changed`,
      entity,
      entityId: tenantId,
      version: after.version,
      before: { deletedContentDays: before ? before.deletedContentDays : defaultDeletedContentDays },
      after: { deletedContentDays },
    });
    return after;
  });
}
