import { describe, expect, it } from 'vitest';
import { concerns } from './catch-up.ts';

describe('concerns', () => {
  it('keeps a notification and a session between the server and their person', () => {
    expect(concerns({ entity: 'identity.notification', details: { userId: 'u1' } })).toBe('u1');
    expect(concerns({ entity: 'identity.session', details: { userId: 'u1' } })).toBe('u1');
  });

  it('tells everybody of the tenant about anything else, also where it names a person', () => {
    expect(concerns({ entity: 'work.card', details: { userId: 'u1' } })).toBeNull();
    expect(concerns({ entity: 'work.board' })).toBeNull();
  });
});
