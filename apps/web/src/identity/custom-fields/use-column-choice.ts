import type { CustomFieldEntity } from '@muster/contract/identity/custom-fields/definition';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { trpc } from '../../core/trpc.ts';
import { useMay } from '../../core/use-me.ts';

const none: readonly string[] = [];

/**
 * The fields that the person wants as columns of a list, on every device; undefined until the server has said so. The
 * screen shows a change at once.
 */
export function useColumnChoice(list: CustomFieldEntity) {
  const queryClient = useQueryClient();
  const enabled = useMay('identity:custom-field:read');
  const options = trpc.identity.customFields.columns.queryOptions({ list });
  const { data } = useQuery({ ...options, enabled });
  const chosen = data === undefined ? undefined : (data ?? none);
  const { mutate } = useMutation(
    trpc.identity.customFields.chooseColumns.mutationOptions({
      // One after the other: of two quick choices, the later one is kept.
      scope: { id: `columns of ${list}` },
      onError: () => queryClient.invalidateQueries({ queryKey: options.queryKey }),
    }),
  );
  const choose = (columns: string[]) => {
    // What is on its way was asked before the choice, and would take it back.
    void queryClient.cancelQueries({ queryKey: options.queryKey });
    queryClient.setQueryData(options.queryKey, columns);
    mutate({ list, columns });
  };
  return { chosen, choose };
}
