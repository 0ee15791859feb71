import { createCard } from '@muster/contract/work/board-cards';
import { liveColumns, readColumns } from '@muster/contract/work/board-columns';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { newId } from '../../apps/server/src/core/identifiers.ts';
import { signIn } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { serverOfFile } from '../support/file-server.ts';
import { person } from '../support/fixtures.ts';
import { openReplica, saved, synced } from '../sync/replica.ts';

const { database, server } = serverOfFile();

interface LogLine {
  msg: string;
  path?: string;
  error?: { message?: string; stack?: string };
}

/** The first line whose message begins so. */
function lineOf(message: string): LogLine | undefined {
  const lines = server.logs().split('\n');
  const line = lines.find((each) => each.includes(`"msg":"${message}`));
  return line === undefined ? undefined : JSON.parse(line);
}

async function boardOpened(name: string) {
  const owner = await signIn(server.url, person('dispatcher'));
  const { id, documentName } = await owner.api.work.boards.create.mutate({ name, kind: 'team' });
  const screen = openReplica(server.webSocketUrl, documentName, owner.token);
  await synced(screen);
  return { ...owner, id, screen };
}

test('what the thread of upkeep has to tell stands in the log, and it goes on working', async () => {
  const { api, id, screen } = await boardOpened('Odd');
  screen.doc.getMap('cards').set('not a uuid', new Y.Map([['title', 'Stranger']]));
  await saved(screen);
  const alarm = await eventually('the alarm', () => lineOf('part of a document could not be projected'));
  expect(alarm.path).toBe('cards.not a uuid');
  await api.work.cards.create.mutate({ boardId: id, title: 'Afterwards' });
  const rows = () => database.query('select title from card where board_id = $1', [id]);
  await eventually('rows follow', async () => (await rows()).length === 1);
  expect(lineOf('the upkeep of documents')).toBeUndefined();
  screen.provider.destroy();
});

test('why something failed stands in the log, and where', async () => {
  const { id, userId, screen } = await boardOpened('Without a table');
  await database.query('alter table card rename to card_away');
  const columnId = liveColumns(readColumns(screen.doc))[0]?.id ?? '';
  const edit = { userId, at: new Date().toISOString(), origin: null };
  createCard(screen.doc, edit, { id: newId(), title: 'Late', columnId });
  const line = await eventually('the failure', () => lineOf('a document could not be projected'));
  expect(line.error?.message).toContain('relation "card" does not exist');
  expect(line.error?.stack).toContain('upkeep-main.js');
  await database.query('alter table card_away rename to card');
  const rows = () => database.query('select title from card where board_id = $1', [id]);
  await eventually('rows follow', async () => (await rows()).length === 1);
  screen.provider.destroy();
});
