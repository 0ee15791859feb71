import { expect, it } from 'vitest';
import { filterOf } from './use-audit-search.ts';

it('means the whole of the last day, and leaves out what does not narrow', () => {
  const filter = filterOf({ from: '2026-05-01', to: '2026-05-31', actorName: 'Ada' });
  expect(filter).toEqual({
    from: new Date(2026, 4, 1).toISOString(),
    to: new Date(2026, 5, 1).toISOString(),
  });
});
