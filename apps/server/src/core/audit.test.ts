import { describe, expect, it } from 'vitest';
import { differingFields } from './audit.ts';

describe('differingFields', () => {
  it('keeps only the fields that changed', () => {
    const diff = differingFields(
      { name: 'Old', color: 'red', tags: ['a'] },
      { name: 'New', color: 'red', tags: ['a'] },
    );
    expect(diff).toEqual({ before: { name: 'Old' }, after: { name: 'New' } });
  });

  it('keeps fields that appear or disappear on the side that has them', () => {
    expect(differingFields({ a: 1 }, { b: 2 })).toEqual({ before: { a: 1 }, after: { b: 2 } });
  });

  it('keeps everything of a creation and of a deletion', () => {
    expect(differingFields(null, { name: 'New' })).toEqual({ before: null, after: { name: 'New' } });
    expect(differingFields({ name: 'Old' }, null)).toEqual({ before: { name: 'Old' }, after: null });
  });
});
