import {
  type CustomField,
  type CustomFieldChange,
  mostCustomFields,
  type NewCustomField,
} from '@muster/contract/identity/custom-fields/definition';
import { type Actor, hasPermission } from '../../core/actor.ts';
import { Prisma, type TenantTransaction, withTenant } from '../../core/database/index.ts';
import { forbidden, MusterError, notFound } from '../../core/errors.ts';
import { versionConflict } from '../../core/version-conflict.ts';
import { countBreaches, keepUsedOptions } from './breaches.ts';
import { toDefinition } from './definitions.ts';
import { recordDefinition } from './record-definition.ts';

/** The version of a definition after a change. */
export interface ChangedDefinition {
  version: number;
}

/**
 * Runs a change of a company's definitions, one at a time. Fields are the whole company's, so a right that reaches
 * only some records is not enough.
 */
export function changeDefinitions<Result>(
  actor: Actor,
  work: (transaction: TenantTransaction) => Promise<Result>,
): Promise<Result> {
  const { tenantId } = actor;
  const anything = { tenantId, ownerIds: [], locationIds: [], fields: {} };
  if (!hasPermission(actor, 'identity:custom-field:manage', anything)) throw forbidden('define fields of the company');
  return withTenant({ tenantId }, async (transaction) => {
    await transaction.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`custom fields ${tenantId}`}, 0))::text`;
    return work(transaction);
  });
}

/** Adds a field to a kind of record. With an id that was used before it answers with that field. */
export function createField(actor: Actor, input: NewCustomField): Promise<ChangedDefinition> {
  return changeDefinitions(actor, async (transaction) => {
    const { tenantId, userId } = actor;
    const { id, entity } = input;
    const known = await transaction.customField.findUnique({ where: { tenantId_id: { tenantId, id } } });
    if (known?.entity === entity && known.key === input.key) return { version: known.version };
    if (known) throw refused('This id is taken.', 'Make the field with another id.');
    await assertRoom(transaction, actor, input);
    await assertKeyIsFree(transaction, actor, input);
    const { _max } = await transaction.customField.aggregate({ where: { tenantId, entity }, _max: { position: true } });
    const row = await transaction.customField.create({
      data: {
        ...{ ...input, settings: toJson(input.settings), tenantId, position: (_max.position ?? -1) + 1 },
        ...{ createdById: userId, updatedById: userId },
      },
    });
    await recordDefinition(transaction, actor, { verb: 'created', before: null, after: toDefinition(row) });
    return { version: row.version };
  });
}

/** Changes a field. What would leave more records broken than the caller knows of is refused with their number. */
export function changeField(actor: Actor, change: CustomFieldChange): Promise<ChangedDefinition> {
  return changeDefinitions(actor, async (transaction) => {
    const before = await definitionFor(transaction, actor, change);
    const after = await changedDefinition(transaction, actor, before, change);
    const breaches = await countBreaches(transaction, actor.tenantId, before, after);
    if (breaches > change.acceptedBreaches) {
      throw refused(
        `${breaches} records have values that ${before.label} would no longer accept.`,
        'Look at the preview; then save, if that is what you want.',
      );
    }
    if (after.label !== before.label) await assertLabelIsFree(transaction, actor, after);
    if (before.indexed && !after.indexed) await dropIndex(transaction, actor, before);
    return write(transaction, actor, { verb: 'changed', before, after });
  });
}

/** Puts a field away: it is shown no more and takes no values; those that records have are kept. */
export function archiveField(actor: Actor, reference: { id: string; version: number }): Promise<ChangedDefinition> {
  return changeDefinitions(actor, async (transaction) => {
    const before = await definitionFor(transaction, actor, reference);
    if (before.archivedAt) return { version: before.version };
    const after = { ...before, archivedAt: new Date().toISOString() };
    return write(transaction, actor, { verb: 'archived', before, after });
  });
}

/** Brings a field back, with the values that records had. */
export function restoreField(actor: Actor, reference: { id: string; version: number }): Promise<ChangedDefinition> {
  return changeDefinitions(actor, async (transaction) => {
    const before = await definitionFor(transaction, actor, reference);
    if (!before.archivedAt) return { version: before.version };
    await assertRoom(transaction, actor, before);
    return write(transaction, actor, { verb: 'restored', before, after: { ...before, archivedAt: null } });
  });
}

/** The definition, if it is still as the caller knows it. */
export async function definitionFor(
  transaction: TenantTransaction,
  { tenantId }: Actor,
  { id, version }: { id: string; version: number },
): Promise<CustomField> {
  const row = await transaction.customField.findUnique({ where: { tenantId_id: { tenantId, id } } });
  if (!row) throw notFound('field');
  if (row.version === version) return toDefinition(row);
  throw await versionConflict(transaction, 'identity.custom_field', id, { known: version, current: row.version });
}

/** The definition as the change leaves it: options that records have are archived where they would go. */
export async function changedDefinition(
  transaction: TenantTransaction,
  { tenantId }: Actor,
  before: CustomField,
  { label, help, required, indexed, rules }: CustomFieldChange,
): Promise<CustomField> {
  if (rules && rules.type !== before.type) {
    throw refused(
      'The type of a field never changes: what records hold would lose its meaning.',
      'Archive this field and add another one.',
    );
  }
  const isOtherCurrency = rules?.type === 'money' && before.type === 'money';
  if (isOtherCurrency && rules.settings.currency !== before.settings.currency) {
    throw refused('The currency of a field never changes.', 'Archive this field and add another one.');
  }
  const after: CustomField = {
    ...before,
    ...(label !== undefined && { label }),
    ...(help !== undefined && { help }),
    ...(required !== undefined && { required }),
    ...(indexed !== undefined && { indexed, indexReady: indexed === before.indexed ? before.indexReady : !indexed }),
    ...rules,
  };
  return rules ? keepUsedOptions(transaction, tenantId, before, after) : after;
}

interface Write {
  verb: 'changed' | 'archived' | 'restored';
  before: CustomField;
  after: CustomField;
}

async function write(transaction: TenantTransaction, actor: Actor, { verb, before, after }: Write) {
  const { tenantId, userId } = actor;
  const version = before.version + 1;
  const { label, help, required, indexed, indexReady, settings, archivedAt } = after;
  await transaction.customField.update({
    where: { tenantId_id: { tenantId, id: before.id } },
    data: {
      ...{ label, help, required, indexed, indexReady, settings: toJson(settings), version, updatedById: userId },
      ...(!indexReady && before.indexReady && { indexCursor: null }),
      archivedAt: archivedAt && new Date(archivedAt),
    },
  });
  await recordDefinition(transaction, actor, { verb, before, after: { ...after, version } });
  return { version };
}

async function dropIndex(transaction: TenantTransaction, { tenantId }: Actor, { id }: CustomField): Promise<void> {
  await transaction.customFieldIndex.deleteMany({ where: { tenantId, fieldId: id } });
}

async function assertRoom(
  transaction: TenantTransaction,
  actor: Actor,
  field: Pick<CustomField, 'id' | 'entity' | 'label'>,
): Promise<void> {
  const where = { tenantId: actor.tenantId, entity: field.entity, archivedAt: null };
  if ((await transaction.customField.count({ where })) >= mostCustomFields) {
    throw refused(
      `There are ${mostCustomFields} fields already, which is the most that records of one kind have.`,
      'Archive one that is no longer needed.',
    );
  }
  await assertLabelIsFree(transaction, actor, field);
}

async function assertLabelIsFree(
  transaction: TenantTransaction,
  { tenantId }: Actor,
  { id, entity, label }: Pick<CustomField, 'id' | 'entity' | 'label'>,
): Promise<void> {
  const where = { tenantId, entity, archivedAt: null, id: { not: id } };
  const same = { ...where, label: { equals: label, mode: Prisma.QueryMode.insensitive } };
  if ((await transaction.customField.count({ where: same })) > 0) {
    throw refused(`There is a field called ${label} already.`, 'Choose another name.');
  }
}

async function assertKeyIsFree(transaction: TenantTransaction, { tenantId }: Actor, { entity, key }: NewCustomField) {
  const taken = await transaction.customField.findUnique({ where: { tenantId_entity_key: { tenantId, entity, key } } });
  if (taken) throw refused(`The key ${key} is ${taken.label}’s.`, 'Choose another key.');
}

function refused(message: string, action: string): MusterError {
  return new MusterError('invalid_input', message, { action });
}

function toJson(settings: CustomField['settings']): Prisma.InputJsonObject {
  return { ...settings } as Prisma.InputJsonObject;
}
