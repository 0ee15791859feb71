import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { inRepository } from '../../scripts/repository.ts';
import { type SignedIn, signIn } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { serverOfFile } from '../support/file-server.ts';
import { person } from '../support/fixtures.ts';

const { server } = serverOfFile();
let owner: SignedIn;

beforeAll(async () => {
  owner = await signIn(server.url, person('dispatcher'));
});

/** The script of docs/sync-clients.md, saved where Node finds the repository's packages. */
function extractScript(): string {
  const [, script] = readFileSync(inRepository('docs/sync-clients.md'), 'utf8').match(/```js\n([\s\S]*?)```/) ?? [];
  if (!script) throw new Error('docs/sync-clients.md shows no script any more.');
  const file = inRepository(`node_modules/.cache/muster/move-card-${process.pid}.mjs`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, script);
  return file;
}

test('the script in docs/sync-clients.md signs in, opens a board with the stock provider and moves a card', async () => {
  const board = await owner.api.work.boards.create.mutate({ name: 'Shown in the manual', kind: 'team' });
  const card = await owner.api.work.cards.create.mutate({ boardId: board.id, title: 'Piano' });
  const { email, password } = person('dispatcher');
  const env = { ...process.env, MUSTER_URL: server.url, MUSTER_EMAIL: email, MUSTER_PASSWORD: password };
  const script = extractScript();
  const { stdout } = await promisify(execFile)(process.execPath, [script], { env, timeout: 30_000 });
  rmSync(script);
  const moved = JSON.parse(stdout);
  expect(moved).toMatchObject({ board: board.name, cardId: card.id, title: 'Piano' });
  expect(moved.columnId).not.toBe(card.columnId);
  await eventually('the row follows', async () => {
    const { columnId } = await owner.api.work.cards.get.query({ id: card.id });
    return columnId === moved.columnId;
  });
});
