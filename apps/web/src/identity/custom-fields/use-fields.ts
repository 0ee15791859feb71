import type { CustomField, CustomFieldEntity } from '@muster/contract/identity/custom-fields/definition';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../core/trpc.ts';
import { useMay } from '../../core/use-me.ts';

const none: readonly CustomField[] = [];

/** The fields that the company added to a kind of record, in the order of forms; none until they are known. */
export function useFields(entity: CustomFieldEntity): readonly CustomField[] {
  const enabled = useMay('identity:custom-field:read');
  return useQuery({ ...trpc.identity.customFields.list.queryOptions({ entity }), enabled }).data ?? none;
}
