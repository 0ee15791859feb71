import type { CustomFieldEntity } from '@muster/contract/identity/custom-fields/definition';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { trpc, trpcClient } from '../../core/trpc.ts';
import { useMay } from '../../core/use-me.ts';

const none: readonly string[] = [];

/** The fields that the person wants as columns of a list, on every device; the screen shows a change at once. */
export function useColumnChoice(list: CustomFieldEntity) {
  const queryClient = useQueryClient();
  const enabled = useMay('identity:custom-field:read');
  const options = trpc.identity.customFields.columns.queryOptions({ list });
  const chosen = useQuery({ ...options, enabled }).data ?? none;
  const choose = async (columns: string[]) => {
    queryClient.setQueryData(options.queryKey, columns);
    await trpcClient.identity.customFields.chooseColumns
      .mutate({ list, columns })
      .catch(() => queryClient.invalidateQueries({ queryKey: options.queryKey }));
  };
  return { chosen, choose };
}
