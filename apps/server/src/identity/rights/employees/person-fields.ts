import type { profileChangeSchema } from '@muster/contract/identity/employees';
import type { z } from 'zod';
import type { Actor } from '../../../core/actor.ts';
import { changeWithin, type Prisma, type TenantTransaction } from '../../../core/database/index.ts';
import { versionConflict } from '../../../core/version-conflict.ts';
import type { ChangedValues } from '../../custom-fields/change-values.ts';
import { personFields } from '../../custom-fields/identity-owners.ts';
import type { EmployeeRow } from './profile-queries.ts';

type ProfileChange = z.output<typeof profileChangeSchema>;

/** Changes a person's custom fields, which lie on the person's row, as part of a change of their profile. */
export async function changePersonFields(
  transaction: TenantTransaction,
  actor: Actor,
  { tenantId, id, customFields: stored }: EmployeeRow,
  { customFields: changes, version: known }: ProfileChange,
): Promise<ChangedValues> {
  const changed = await personFields.change(transaction, actor, { id, stored, changes });
  const { customFields } = changed.data;
  if (!customFields) return changed;
  // The profile's version lies on another row, so that the values themselves say whether somebody was faster.
  const where = { tenantId, id, customFields: { equals: stored as Prisma.InputJsonValue } };
  const { count } = await changeWithin(transaction, actor, () =>
    transaction.user.updateMany({ where, data: { customFields, updatedById: actor.userId } }),
  );
  if (count === 1) return changed;
  throw await versionConflict(transaction, 'identity.employee', id, { known, current: known + 1 });
}
