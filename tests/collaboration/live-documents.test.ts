import { beforeAll, expect, test } from 'vitest';
import { type SignedIn, signIn } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { serverOfFile } from '../support/file-server.ts';
import { person } from '../support/fixtures.ts';
import { problemOf } from '../support/problem.ts';
import { openReplica, synced } from '../sync/replica.ts';

const { server } = serverOfFile();
let admin: SignedIn;
let member: SignedIn;

beforeAll(async () => {
  admin = await signIn(server.url, person('super_admin'));
  member = await signIn(server.url, person('technician'));
});

const operate = () => admin.api.collaboration.liveDocuments;

async function makeBoard(name: string, cards = 1): Promise<string> {
  const { id } = await admin.api.work.boards.create.mutate({ name, kind: 'team', tenantAccess: 'editor' });
  for (let card = 0; card < cards; card++) {
    await admin.api.work.cards.create.mutate({ boardId: id, title: `Card ${card}`, description: 'x'.repeat(500) });
  }
  return `board/${id}`;
}

async function find(documentName: string) {
  const { items } = await operate().list.query({ limit: 200 });
  const found = items.find((document) => document.documentName === documentName);
  if (!found) throw new Error(`${documentName} is not in the list`);
  return found;
}

test('a document is listed with its size, its people, and how far others have followed it', async () => {
  const name = await makeBoard('Crew of the north');
  const replica = openReplica(server.webSocketUrl, name, member.token);
  await synced(replica);
  const document = await eventually('the rows to follow', async () => {
    const found = await find(name);
    return found.updatesBehind === 0 && found;
  });
  expect(document).toMatchObject({ title: 'Crew of the north', openElsewhere: false, problems: 0 });
  expect(document.people.map(({ id }) => id)).toEqual([member.userId]);
  expect(document.sizeBytes).toBeGreaterThan(500);
  expect(document.sizeBytes).toBeLessThan(document.limitBytes);
  expect(document.updatesSinceSnapshot).toBe(2);
  expect(await operate().figures.query()).toMatchObject({ open: 1, people: 1, problems: 0 });
  replica.provider.destroy();
  await eventually('nobody is there', async () => (await find(name)).people.length === 0);
});

test('the list can be searched, sorted and paged through', async () => {
  for (const [index, name] of ['Fleet small', 'Fleet middle', 'Fleet large'].entries())
    await makeBoard(name, index * 3);
  const pages: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await operate().list.query({ search: 'fleet', sort: 'size', limit: 1, cursor });
    pages.push(...page.items.map(({ title }) => title ?? ''));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(pages).toEqual(['Fleet large', 'Fleet middle', 'Fleet small']);
  expect(await problemOf(operate().list.query({ cursor: 'nonsense' }))).toMatchObject({ code: 'invalid_input' });
});

test('closing disconnects everyone, who come back by themselves; it is audited', async () => {
  const name = await makeBoard('To be closed');
  const replica = openReplica(server.webSocketUrl, name, member.token);
  await synced(replica);
  const seen: string[] = [];
  replica.provider.subscribe(() => seen.push(replica.provider.getStatus().connection));
  const { id } = await find(name);
  await operate().close.mutate({ id });
  await eventually('the connection is closed', () => seen.includes('offline'));
  await eventually('it is back', () => replica.provider.getStatus().connection === 'online');
  replica.provider.destroy();
  const { items } = await admin.api.identity.audit.list.query({ entity: 'collaboration.document' });
  expect(items[0]).toMatchObject({ action: 'collaboration.document.closed', entityId: id });
});

test('compacting leaves nothing since the snapshot', async () => {
  const name = await makeBoard('To be compacted', 3);
  const { id, updatesSinceSnapshot } = await find(name);
  expect(updatesSinceSnapshot).toBe(4);
  await operate().compact.mutate({ id });
  expect(await find(name)).toMatchObject({ updatesSinceSnapshot: 0, updatesBehind: 0 });
});

test('a version can be saved of a board that is not shared with the administrator, whose name they never see', async () => {
  const { id: boardId } = await member.api.work.boards.create.mutate({ name: 'Diary of one', kind: 'personal' });
  const document = await find(`board/${boardId}`);
  expect(document.title).toBeNull();
  expect((await operate().list.query({ search: 'diary' })).items).toEqual([]);
  await operate().saveVersion.mutate({ id: document.id, name: 'Before the visit' });
  const versions = await member.api.collaboration.versions.list.query({ documentName: document.documentName });
  expect(versions.items.map(({ name }) => name)).toEqual(['Before the visit']);
});

test('who holds no such permission sees and does nothing', async () => {
  const { id } = await find(await makeBoard('Not theirs'));
  const asMember = member.api.collaboration.liveDocuments;
  for (const refused of [asMember.list.query({}), asMember.figures.query(), asMember.close.mutate({ id })]) {
    expect(await problemOf(refused)).toMatchObject({ code: 'forbidden' });
  }
});
