import type { CustomField } from '@muster/contract/identity/custom-fields/definition';
import type { Actor } from '../../core/actor.ts';
import { recordAudit } from '../../core/audit.ts';
import type { TenantTransaction } from '../../core/database/index.ts';
import { publish } from '../../core/outbox.ts';
import { optionsOf } from './value-text.ts';

/** What became of a definition; `before` is null for a new one. */
export interface DefinitionChange {
  verb: 'created' | 'changed' | 'archived' | 'restored' | 'moved';
  before: CustomField | null;
  after: CustomField;
}

/** The audit entry of a definition, and the word to open screens. */
export async function recordDefinition(
  transaction: TenantTransaction,
  actor: Actor,
  { verb, before, after }: DefinitionChange,
): Promise<void> {
  const [entity, action] = ['identity.custom_field', `identity.custom_field.${verb}`];
  await recordAudit(transaction, actor, {
    ...{ action, entity, entityId: after.id, version: after.version },
    before: before && audited(before),
    after: audited(after),
  });
  await publish(transaction, actor, { type: action, entity, ids: [after.id] });
}

function audited(field: CustomField): Record<string, unknown> {
  const { entity, key, type, label, help, required, indexed, position, archivedAt } = field;
  const { options: _options, ...limits } = { options: [], ...field.settings };
  const options = optionsOf(field).map((option) => (option.archived ? `${option.label} (archived)` : option.label));
  const common = { entity, key, type, label, help, required, indexed, position, archived: archivedAt !== null };
  return { ...common, ...limits, ...(options.length > 0 && { options }) };
}
