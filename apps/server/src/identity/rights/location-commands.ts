import type { LocationChange } from '@muster/contract/identity/locations';
import { type Actor, hasPermission } from '../../core/actor.ts';
import { recordAudit } from '../../core/audit.ts';
import { changeWithin, withTenant } from '../../core/database/index.ts';
import { forbidden, MusterError, notFound } from '../../core/errors.ts';
import { publish } from '../../core/outbox.ts';
import { versionConflict } from '../../core/version-conflict.ts';
import { locationFields } from '../custom-fields/identity-owners.ts';
import { subjectOfLocation } from './subjects.ts';

const changeable = [
  'name',
  'timeZone',
  'address',
  'ownership',
  'trucks',
  'storage',
  'contactName',
  'customerCare',
] as const;

/** Changes a branch. */
export function changeLocation(
  actor: Actor,
  { id, version, customFields, ...input }: LocationChange,
): Promise<{ version: number }> {
  const { tenantId } = actor;
  return withTenant({ tenantId }, async (transaction) => {
    const before = await transaction.location.findFirst({ where: { tenantId, id, deletedAt: null } });
    if (!before || !hasPermission(actor, 'identity:location:read', subjectOfLocation(before)))
      throw notFound('location');
    // What is changed must be within reach before and after, or a condition could be edited away.
    const after = { ...before, ...definedFields(input) };
    const both = [subjectOfLocation(before), subjectOfLocation(after)];
    if (!both.every((subject) => hasPermission(actor, 'identity:location:manage', subject))) {
      throw forbidden(`change ${before.name}`);
    }
    if (before.version !== version) {
      throw await versionConflict(transaction, 'identity.location', id, { known: version, current: before.version });
    }
    const same = { tenantId, name: { equals: after.name, mode: 'insensitive' as const }, id: { not: id } };
    if ((await transaction.location.count({ where: same })) > 0) {
      throw new MusterError('invalid_input', `There is a location called ${after.name} already.`, {
        action: 'Choose another name.',
      });
    }
    const fields = { id, stored: before.customFields, changes: customFields };
    const changed = await locationFields.change(transaction, actor, fields);
    const data = { ...definedFields(input), ...changed.data, version: version + 1, updatedById: actor.userId };
    // Of two changes at once the first holds; the second waits for it here and then finds another version.
    const { count } = await changeWithin(transaction, actor, () =>
      transaction.location.updateMany({ where: { tenantId, id, version }, data }),
    );
    if (count === 0) {
      throw await versionConflict(transaction, 'identity.location', id, { known: version, current: version + 1 });
    }
    await recordAudit(transaction, actor, {
      action: 'identity.location.changed',
      entity: 'identity.location',
      entityId: id,
      version: version + 1,
      before: { ...changed.before, ...pickChangeable(before) },
      after: { ...changed.after, ...pickChangeable(after) },
    });
    await publish(transaction, actor, { type: 'identity.location.changed', entity: 'identity.location', ids: [id] });
    return { version: version + 1 };
  });
}

type Fields = Omit<LocationChange, 'id' | 'version' | 'customFields'>;
type Defined = { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };

function definedFields(input: Fields): Defined {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}

function pickChangeable(row: Record<(typeof changeable)[number], unknown>): Record<string, unknown> {
  return Object.fromEntries(changeable.map((name) => [name, row[name]]));
}
