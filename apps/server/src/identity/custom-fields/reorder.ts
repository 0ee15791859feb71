import type { CustomFieldEntity } from '@muster/contract/identity/custom-fields/definition';
import type { Actor } from '../../core/actor.ts';
import { notFound } from '../../core/errors.ts';
import { changeDefinitions } from './definition-commands.ts';
import { toDefinition } from './definitions.ts';
import { recordDefinition } from './record-definition.ts';

/** Puts the named fields in front, in that order; the others, archived ones for example, follow as they were. */
export function reorderFields(actor: Actor, input: { entity: CustomFieldEntity; ids: string[] }): Promise<void> {
  return changeDefinitions(actor, async (transaction) => {
    const { tenantId, userId } = actor;
    const where = { tenantId, entity: input.entity };
    const rows = await transaction.customField.findMany({ where, orderBy: [{ position: 'asc' }, { id: 'asc' }] });
    const known = new Map(rows.map((row) => [row.id, row]));
    if (input.ids.some((id) => !known.has(id))) throw notFound('field');
    const rest = rows.filter(({ id }) => !input.ids.includes(id)).map(({ id }) => id);
    for (const [position, id] of [...input.ids, ...rest].entries()) {
      const row = known.get(id);
      if (!row || row.position === position) continue;
      // The order is no part of what two people edit at once: it leaves the version alone, and the later one holds.
      const after = await transaction.customField.update({
        where: { tenantId_id: { tenantId, id } },
        data: { position, updatedById: userId },
      });
      await recordDefinition(transaction, actor, {
        verb: 'moved',
        before: toDefinition(row),
        after: toDefinition(after),
      });
    }
  });
}
