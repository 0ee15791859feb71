import { describe, expect, it } from 'vitest';
import { fieldChanges, fieldName, valueText } from './audit-diff.ts';

describe('fieldChanges', () => {
  it('names what differs and leaves out what does not', () => {
    expect(fieldChanges({ name: 'Fleet', trucks: 3 }, { name: 'Fleet and yard', trucks: 3 })).toEqual([
      { field: 'name', before: 'Fleet', after: 'Fleet and yard' },
    ]);
  });

  it('shows every field of what was created or deleted', () => {
    expect(fieldChanges(null, { name: 'Fleet' })).toEqual([{ field: 'name', before: undefined, after: 'Fleet' }]);
    expect(fieldChanges({ name: 'Fleet' }, null)).toEqual([{ field: 'name', before: 'Fleet', after: undefined }]);
  });

  it('compares lists by what is in them', () => {
    expect(fieldChanges({ roles: ['a', 'b'] }, { roles: ['a', 'b'] })).toEqual([]);
  });
});

it('reads field names aloud', () => {
  expect(fieldName('tenantAccess')).toBe('tenant access');
});

it.each([
  [null, undefined],
  ['', undefined],
  ['Fleet', 'Fleet'],
  [0, '0'],
  [false, 'false'],
  [['password', 'totp'], 'password, totp'],
  [{ from: 1 }, '{"from":1}'],
])('writes %o as %s', (value, text) => {
  expect(valueText(value)).toBe(text);
});
