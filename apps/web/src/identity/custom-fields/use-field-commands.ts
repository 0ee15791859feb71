import type { CustomField, CustomFieldEntity } from '@muster/contract/identity/custom-fields/definition';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { trpc, trpcClient } from '../../core/trpc.ts';
import { useRun } from '../rights/use-run.ts';

/** What the admin page does with fields; each can be taken back. */
export function useFieldCommands() {
  const { t } = useTranslation('fields');
  const run = useRun();
  const queryClient = useQueryClient();
  const { archive, restore, reorder } = trpcClient.identity.customFields;
  return {
    archive: ({ id, version, label }: CustomField) =>
      void run(() => archive.mutate({ id, version }), t('archived', { label }), {
        label: t('undo'),
        run: () => restore.mutate({ id, version: version + 1 }),
      }),
    restore: ({ id, version, label }: CustomField) =>
      void run(() => restore.mutate({ id, version }), t('restored', { label })),
    /** The screen shows the order at once; the server's answer only corrects. */
    reorder: (entity: CustomFieldEntity, fields: readonly CustomField[]) => {
      const options = trpc.identity.customFields.list.queryOptions({ entity, archived: true });
      const ids = fields.map(({ id }) => id);
      // What is on its way was asked before the move, and would take it back.
      void queryClient.cancelQueries({ queryKey: options.queryKey });
      queryClient.setQueryData(options.queryKey, (before) => [
        ...fields,
        ...(before ?? []).filter(({ id }) => !ids.includes(id)),
      ]);
      void run(() => reorder.mutate({ entity, ids }));
    },
  };
}
