import type { CustomFieldFilter, CustomFieldQuery } from '@muster/contract/identity/custom-fields/filter';
import { customFieldQuerySchema } from '@muster/contract/identity/custom-fields/filter';

/** The address of a list as far as custom fields go: filters as JSON, and the field to sort by, `-` before it falling. */
export interface FieldSearch {
  fields?: string | undefined;
  sort?: string | undefined;
}

/** What an address asks for; what cannot be read of it is left out. */
export function readFieldSearch({ fields, sort }: FieldSearch): CustomFieldQuery {
  const customFields = fields ? customFieldQuerySchema.shape.customFields.safeParse(parsed(fields)).data : undefined;
  const id = sort?.replace(/^-/, '');
  const order = customFieldQuerySchema.shape.sort.safeParse(id && { fieldId: id, descending: sort?.startsWith('-') });
  return { ...(customFields?.length && { customFields }), ...(order.data && { sort: order.data }) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Filters as an address holds them; none leave it. */
export function writeFilters(filters: readonly CustomFieldFilter[]): string | undefined {
  return filters.length > 0 ? JSON.stringify(filters) : undefined;
}
