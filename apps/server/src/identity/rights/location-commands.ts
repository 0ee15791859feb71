import type { LocationChange, locationDeletionSchema, NewLocation } from '@muster/contract/identity/locations';
import type { z } from 'zod';
import { type Actor, hasPermission } from '../../core/actor.ts';
import { recordAudit } from '../../core/audit.ts';
import { changeWithin, type TenantTransaction, withTenant } from '../../core/database/index.ts';
import { forbidden, MusterError, notFound } from '../../core/errors.ts';
import { newId } from '../../core/identifiers.ts';
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

/** Opens a branch. A repeated call with the same id makes no second one, and answers that the name is taken. */
export function createLocation(
  actor: Actor,
  { id = newId(), customFields, ...input }: NewLocation,
): Promise<{ id: string; version: number }> {
  const { tenantId } = actor;
  return withTenant({ tenantId }, async (transaction) => {
    if (!hasPermission(actor, 'identity:location:manage', subjectOfLocation({ tenantId, id, ...input }))) {
      throw forbidden('open a location like this one');
    }
    if (await transaction.location.count({ where: { tenantId, id } })) throw nameTaken(input.name);
    await assertNameIsFree(transaction, tenantId, id, input.name);
    const fields = await locationFields.change(transaction, actor, { id, stored: {}, changes: customFields });
    const who = { createdById: actor.userId, updatedById: actor.userId };
    await transaction.location.create({ data: { tenantId, id, ...input, ...fields.data, ...who } });
    await recordAudit(transaction, actor, { ...auditOf('created', id, 1), after: { ...fields.after, ...input } });
    await publishLocation(transaction, actor, 'created', id);
    return { id, version: 1 };
  });
}

/** Closes a branch where nobody works any more, or opens it again. Its records keep it as their place. */
export function setLocationDeleted(
  actor: Actor,
  { id, version, deleted }: z.output<typeof locationDeletionSchema>,
): Promise<{ version: number }> {
  const { tenantId } = actor;
  return withTenant({ tenantId }, async (transaction) => {
    const before = await transaction.location.findFirst({ where: { tenantId, id } });
    if (!before || !hasPermission(actor, 'identity:location:read', subjectOfLocation(before)))
      throw notFound('location');
    if (!hasPermission(actor, 'identity:location:manage', subjectOfLocation(before)))
      throw forbidden(`close ${before.name}`);
    if (deleted) await assertNobodyWorksAt(transaction, tenantId, before);
    const { count } = await changeWithin(transaction, actor, () =>
      transaction.location.updateMany({
        where: { tenantId, id, version, deletedAt: deleted ? null : { not: null } },
        data: { deletedAt: deleted ? new Date() : null, version: version + 1, updatedById: actor.userId },
      }),
    );
    if (count === 0) {
      throw await versionConflict(transaction, 'identity.location', id, { known: version, current: before.version });
    }
    const verb = deleted ? 'deleted' : 'restored';
    const [was, is] = [{ deleted: !deleted }, { deleted }];
    await recordAudit(transaction, actor, { ...auditOf(verb, id, version + 1), before: was, after: is });
    await publishLocation(transaction, actor, verb, id);
    return { version: version + 1 };
  });
}

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
    await assertNameIsFree(transaction, tenantId, id, after.name);
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
      ...auditOf('changed', id, version + 1),
      before: { ...changed.before, ...pickChangeable(before) },
      after: { ...changed.after, ...pickChangeable(after) },
    });
    await publishLocation(transaction, actor, 'changed', id);
    return { version: version + 1 };
  });
}

async function assertNameIsFree(transaction: TenantTransaction, tenantId: string, id: string, name: string) {
  const same = { tenantId, name: { equals: name, mode: 'insensitive' as const }, id: { not: id } };
  if ((await transaction.location.count({ where: same })) > 0) throw nameTaken(name);
}

function nameTaken(name: string): MusterError {
  return new MusterError('invalid_input', `There is, or was, a location called ${name} already.`, {
    action: 'Choose another name.',
  });
}

/** Whoever works at a branch would belong nowhere without it, and reach nothing with rights for their branch. */
async function assertNobodyWorksAt(
  transaction: TenantTransaction,
  tenantId: string,
  { id: locationId, name }: { id: string; name: string },
): Promise<void> {
  const here = [{ locationId }, { alsoAt: { some: { locationId } } }];
  const count = await transaction.user.count({ where: { tenantId, deletedAt: null, status: 'active', OR: here } });
  if (count === 0) return;
  throw new MusterError('invalid_input', `${count} people still work at ${name}.`, {
    action: 'Place them elsewhere or deactivate them first.',
  });
}

function auditOf(verb: string, entityId: string, version: number) {
  return { action: `identity.location.${verb}`, entity: 'identity.location', entityId, version };
}

function publishLocation(transaction: TenantTransaction, actor: Actor, verb: string, id: string): Promise<void> {
  return publish(transaction, actor, { type: `identity.location.${verb}`, entity: 'identity.location', ids: [id] });
}

type Fields = Omit<LocationChange, 'id' | 'version' | 'customFields'>;
type Defined = { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };

function definedFields(input: Fields): Defined {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}

function pickChangeable(row: Record<(typeof changeable)[number], unknown>): Record<string, unknown> {
  return Object.fromEntries(changeable.map((name) => [name, row[name]]));
}
