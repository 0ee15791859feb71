import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { referenceById } from '../../apps/server/src/collaboration/document-reference.ts';
import { projectDocument } from '../../apps/server/src/collaboration/projection/project-document.ts';
import { closeDatabase, openDatabase } from '../../apps/server/src/core/database/index.ts';
import { registerWork } from '../../apps/server/src/work/index.ts';
import { type SignedIn, signIn } from '../support/client.ts';
import { serverOfFile } from '../support/file-server.ts';
import { person } from '../support/fixtures.ts';

vi.hoisted(() => {
  process.env.LOG_LEVEL = 'warn';
});

const { database, server } = serverOfFile();
let owner: SignedIn;

beforeAll(async () => {
  owner = await signIn(server.url, person('dispatcher'));
  registerWork();
  openDatabase(database.url);
});

afterAll(async () => {
  await closeDatabase();
});

test('two processes that project one document tell of each card once', async () => {
  const { id: boardId, documentName } = await owner.api.work.boards.create.mutate({
    name: 'Shared work',
    kind: 'team',
  });
  const [row] = await database.query<{ id: string }>('select id from document where name = $1', [documentName]);
  const document = await referenceById(row?.id ?? '');
  if (!document) throw new Error('The board has no document.');
  let done = false;
  let own = 0;
  const projectHere = async () => {
    while (!done) {
      const { from, to } = await projectDocument(document);
      if (to > from) own += 1;
    }
  };
  const here = projectHere();
  const assigneeIds = [person('mover').id];
  for (let round = 0; round < 10; round++) {
    const titles = Array.from({ length: 5 }, (_, index) => `Card ${round}.${index}`);
    await Promise.all(titles.map((title) => owner.api.work.cards.create.mutate({ boardId, title, assigneeIds })));
  }
  done = true;
  await here;
  expect(own).toBeGreaterThan(0);
  const told = await database.query(
    `select type, count(*)::int as events, count(distinct id)::int as cards
     from (select type, jsonb_array_elements_text(payload->'ids') as id from outbox_event
           where type in ('work.card.changed', 'work.card.assigned')) told group by type order by type`,
  );
  expect(told).toEqual([
    { type: 'work.card.assigned', events: 50, cards: 50 },
    { type: 'work.card.changed', events: 50, cards: 50 },
  ]);
});
