import type { CustomFieldChange, CustomFieldPreview } from '@muster/contract/identity/custom-fields/definition';
import type { Actor } from '../../core/actor.ts';
import { countBreaches, countRemovedOptions } from './breaches.ts';
import { changeDefinitions, changedDefinition, definitionFor } from './definition-commands.ts';

/** What a change would do to the records that have values; it changes nothing. */
export function previewFieldChange(actor: Actor, change: CustomFieldChange): Promise<CustomFieldPreview> {
  return changeDefinitions(actor, async (transaction) => {
    const before = await definitionFor(transaction, actor, change);
    const after = await changedDefinition(transaction, actor, before, change);
    const { tenantId } = actor;
    return {
      breaches: await countBreaches(transaction, tenantId, before, after),
      removedOptions: await countRemovedOptions(transaction, tenantId, before, change),
    };
  });
}
