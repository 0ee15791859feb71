import type { CustomFieldFilter } from '@muster/contract/identity/custom-fields/filter';
import { expect, it } from 'vitest';
import { readFieldSearch, writeFilters } from './field-query.ts';

const fieldId = '019a0000-0000-7000-8000-0000000000f1';

it('reads from an address what was written to it', () => {
  const filters: CustomFieldFilter[] = [
    { fieldId, operator: 'between', value: { from: 1, to: 5 } },
    { fieldId, operator: 'is_empty' },
  ];
  expect(readFieldSearch({ fields: writeFilters(filters), sort: `-${fieldId}` })).toEqual({
    customFields: filters,
    sort: { fieldId, descending: true },
  });
  expect(writeFilters([])).toBeUndefined();
});

it.each(['', '[', '{}', 'null', '[{"fieldId":1}]', '[1]'])('leaves out the filters %j', (fields) => {
  expect(readFieldSearch({ fields, sort: 'name' })).toEqual({});
});
