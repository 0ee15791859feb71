import {
  columnChoiceSchema,
  columnListSchema,
  customFieldChangeSchema,
  customFieldListSchema,
  customFieldOrderSchema,
  customFieldReferenceSchema,
  newCustomFieldSchema,
} from '@muster/contract/identity/custom-fields/definition';
import { permitted, router } from '../../core/trpc.ts';
import { chooseColumns, chosenColumns } from './columns.ts';
import { archiveField, changeField, createField, restoreField } from './definition-commands.ts';
import { definitionsOf } from './definitions.ts';
import { previewFieldChange } from './preview-change.ts';
import { reorderFields } from './reorder.ts';

/** Fields that a company adds to its records; the values are changed with the records themselves. */
export const customFieldRouter = router({
  // At most a hundred in use, so that no page is needed.
  list: permitted('identity:custom-field:read')
    .input(customFieldListSchema)
    .query(async ({ ctx, input }) => {
      const fields = await definitionsOf(ctx.actor.tenantId, input.entity);
      return input.archived ? fields : fields.filter(({ archivedAt }) => !archivedAt);
    }),
  create: permitted('identity:custom-field:manage')
    .input(newCustomFieldSchema)
    .mutation(({ ctx, input }) => createField(ctx.actor, input)),
  preview: permitted('identity:custom-field:manage')
    .input(customFieldChangeSchema)
    .mutation(({ ctx, input }) => previewFieldChange(ctx.actor, input)),
  update: permitted('identity:custom-field:manage')
    .input(customFieldChangeSchema)
    .mutation(({ ctx, input }) => changeField(ctx.actor, input)),
  archive: permitted('identity:custom-field:manage')
    .input(customFieldReferenceSchema)
    .mutation(({ ctx, input }) => archiveField(ctx.actor, input)),
  restore: permitted('identity:custom-field:manage')
    .input(customFieldReferenceSchema)
    .mutation(({ ctx, input }) => restoreField(ctx.actor, input)),
  reorder: permitted('identity:custom-field:manage')
    .input(customFieldOrderSchema)
    .mutation(({ ctx, input }) => reorderFields(ctx.actor, input)),
  columns: permitted('identity:custom-field:read')
    .input(columnListSchema)
    .query(({ ctx, input }) => chosenColumns(ctx.actor, input.list)),
  chooseColumns: permitted('identity:custom-field:read')
    .input(columnChoiceSchema)
    .mutation(({ ctx, input }) => chooseColumns(ctx.actor, input)),
});
