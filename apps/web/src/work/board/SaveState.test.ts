import type { LiveStatus } from '@muster/sync/client';
import { expect, test } from 'vitest';
import { savingOf } from './SaveState.tsx';

const online: LiveStatus = {
  connection: 'online',
  save: 'saved',
  unsavedChanges: 0,
  access: 'write',
  refusal: null,
  synced: true,
};
const refusal = { code: 'too_large', reason: 'The board is full.' };

test.each<[string, Partial<LiveStatus>, string]>([
  ['everything stored', {}, 'saved'],
  ['on its way', { save: 'saving', unsavedChanges: 2 }, 'saving'],
  ['a server that stores nothing', { save: 'waiting', unsavedChanges: 2 }, 'waiting'],
  ['first connection', { connection: 'connecting', access: 'unknown' }, 'connecting'],
  ['no connection', { connection: 'offline', save: 'waiting', unsavedChanges: 3 }, 'offline'],
  ['a viewer', { access: 'read' }, 'readOnly'],
  ['a viewer offline', { access: 'read', connection: 'offline' }, 'offline'],
  ['a change turned down', { save: 'waiting', unsavedChanges: 1, refusal }, 'refused'],
  ['access taken away', { access: 'none', refusal }, 'refused'],
  ['an old refusal, all stored since', { refusal }, 'saved'],
])('%s is shown as such', (_name, change, expected) => {
  expect(savingOf({ ...online, ...change })).toBe(expected);
});
