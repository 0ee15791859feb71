import { liveDocumentSorts } from '@muster/contract/collaboration/live-documents';
import { beforeAll, expect, test } from 'vitest';
import { type SignedIn, signIn } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { serverOfFile } from '../support/file-server.ts';
import { person } from '../support/fixtures.ts';
import { problemOf } from '../support/problem.ts';
import { openReplica, synced } from '../sync/replica.ts';

const { database, server } = serverOfFile();
let admin: SignedIn;
let member: SignedIn;

beforeAll(async () => {
  admin = await signIn(server.url, person('super_admin'));
  member = await signIn(server.url, person('technician'));
});

const operate = () => admin.api.collaboration.liveDocuments;

async function makeBoard(name: string, cards = 1, tenantAccess: 'editor' | 'viewer' = 'editor'): Promise<string> {
  const { id } = await admin.api.work.boards.create.mutate({ name, kind: 'team', tenantAccess });
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
  expect(await operate().figures.query()).toMatchObject({ open: 1, people: 1, otherServers: 0, problems: 0 });
  replica.provider.destroy();
  await eventually('nobody is there', async () => (await find(name)).people.length === 0);
});

test('the figures tell what goes on: connections, changes, and why others were refused', async () => {
  const name = await makeBoard('Crew of the figures', 1, 'viewer');
  const replica = openReplica(server.webSocketUrl, name, member.token);
  await synced(replica);
  replica.doc.getMap('cards').set('x', 1);
  await eventually('the refusal', () => replica.provider.getStatus().refusal !== null);
  const figures = await operate().figures.query();
  expect(figures).toMatchObject({ connections: 1, oldestWait: 0, refusals: [{ code: 'read_only', count: 1 }] });
  expect(figures.changesPerMinute).toBeGreaterThan(0);
  replica.provider.destroy();
  const compacted = await find(name);
  await operate().compact.mutate({ id: compacted.id });
  await eventually('a snapshot to be seen', async () => {
    const { largestSnapshot, behind, oldestBehind } = await operate().figures.query();
    return largestSnapshot !== null && largestSnapshot > 500 && behind === 0 && oldestBehind === 0;
  });
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

test.each(liveDocumentSorts)('pages by %s come by each document once, in the order of the whole list', async (sort) => {
  for (const name of ['One', 'Two', 'Three']) await makeBoard(`Paged ${name}`);
  // Some were edited long ago, one of them in the same moment as another.
  await database.query(
    `update document set updated_at = now() - interval '40 days' where id in (select id from document order by id limit 2)`,
  );
  await eventually('the rows to follow', async () => (await operate().figures.query()).behind === 0);
  const { items } = await operate().list.query({ sort, limit: 200 });
  const paged: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await operate().list.query({ sort, limit: 2, cursor });
    paged.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(paged).toEqual(items.map(({ id }) => id));
});

test('what was edited last comes first', async () => {
  const edits = (await operate().list.query({ limit: 200 })).items.map(({ editedAt }) => editedAt);
  expect(edits.length).toBeGreaterThan(2);
  expect(edits).toEqual(edits.toSorted().toReversed());
});

test('documents with problems can be found among all others', async () => {
  const name = await makeBoard('Hard to read');
  const { id } = await find(name);
  const trouble = (path: string, resolved: boolean) =>
    database.query(
      `insert into projection_problem (tenant_id, id, document_id, path, reason, sequence, resolved_at)
       select tenant_id, gen_random_uuid(), id, $2, 'is no text', 1, case when $3 then now() end from document where id = $1`,
      [id, path, resolved],
    );
  for (const path of ['cards.one', 'cards.two']) await trouble(path, false);
  await trouble('cards.three', true);
  const { items } = await operate().list.query({ sort: 'problems', limit: 2 });
  expect(items.map(({ documentName, problems }) => [documentName, problems])).toEqual([
    [name, 2],
    [expect.any(String), 0],
  ]);
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
