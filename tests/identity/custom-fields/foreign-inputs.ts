import type { Attack } from '../../rls/foreign-ids.ts';

const planted = {
  ...{ id: '019a0000-0000-7000-8000-0000000f1e1d', entity: 'location', key: 'planted', label: 'Planted' },
  ...{ type: 'text', settings: {} },
};

/** How a stranger tries to reach another company's fields. */
export const customFieldAttacks: Record<string, Attack> = {
  'identity.customFields.list': { input: () => ({ entity: 'user', archived: true }), expected: 'own_only' },
  'identity.customFields.create': { input: () => planted, expected: 'own_only' },
  'identity.customFields.preview': {
    input: ({ customFieldId }) => ({ id: customFieldId, version: 1, required: true }),
    expected: 'not_found',
  },
  'identity.customFields.update': {
    input: ({ customFieldId }) => ({ id: customFieldId, version: 1, label: 'Taken' }),
    expected: 'not_found',
  },
  'identity.customFields.archive': {
    input: ({ customFieldId }) => ({ id: customFieldId, version: 1 }),
    expected: 'not_found',
  },
  'identity.customFields.restore': {
    input: ({ customFieldId }) => ({ id: customFieldId, version: 1 }),
    expected: 'not_found',
  },
  'identity.customFields.reorder': {
    input: ({ customFieldId }) => ({ entity: 'user', ids: [customFieldId] }),
    expected: 'not_found',
  },
  'identity.customFields.columns': { input: () => ({ list: 'user' }), expected: 'own_only' },
  'identity.customFields.chooseColumns': {
    input: ({ customFieldId }) => ({ list: 'user', columns: [customFieldId] }),
    expected: 'own_only',
  },
};
