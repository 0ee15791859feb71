import { newId } from '../../../apps/server/src/core/identifiers.ts';
import { makeCompanyWide } from '../../rls/victim.ts';
import { type SignedIn, signIn } from '../../support/client.ts';
import type { TestDatabase } from '../../support/database.ts';
import { eventually } from '../../support/eventually.ts';
import { type Company, companies, person } from '../../support/fixtures.ts';
import type { TestServer } from '../../support/server.ts';

/** One of everything that belongs to a branch: the branch, a person at it, a board of it with a card and a version. */
export interface Place {
  ids: Record<string, string>;
  /** Appears in every name and text of the place, and nowhere else. */
  secret: string;
}

/** Adds what belongs to the whole company of a place: roles, groups, keys and all else that has no branch. */
export async function withCompany(
  server: TestServer,
  database: TestDatabase,
  company: Company,
  { ids, secret }: Place,
): Promise<Place> {
  const userId = ids.userId ?? '';
  const wide = await makeCompanyWide(server, database, company, userId);
  const [sessionId, notificationId] = [newId(), newId()];
  const tenantId = companies[company].id;
  await database.query(
    `insert into session (tenant_id, id, user_id, token_hash, expires_at) values ($1, $2, $3, $4, now() + interval '1 day')`,
    [tenantId, sessionId, userId, newId()],
  );
  await database.query(
    `insert into notification (tenant_id, id, user_id, kind, payload) values ($1, $2, $3, 'board.shared', '{}')`,
    [tenantId, notificationId, userId],
  );
  return { ids: { ...wide, sessionId, notificationId, ...ids }, secret };
}

/** Makes a branch with what belongs to it, open to everybody of the company: only rights keep people out. */
export async function makePlace(
  server: TestServer,
  database: TestDatabase,
  company: Company,
  secret: string,
): Promise<Place> {
  const [locationId, userId] = [newId(), newId()];
  const tenantId = companies[company].id;
  await database.query(
    `insert into location (tenant_id, id, name, time_zone, ownership) values ($1, $2, $3, 'UTC', 'corporate')`,
    [tenantId, locationId, `Branch ${secret}`],
  );
  await database.query(
    `insert into "user" (tenant_id, id, email, name, color, location_id) values ($1, $2, $3, $4, '#000', $5)`,
    [tenantId, userId, `${secret.toLowerCase()}@place.test`, `Person ${secret}`, locationId],
  );
  const { api } = await signIn(server.url, person('super_admin', company));
  const board = await makeBoard(api, secret);
  await database.query('update board set location_id = $1 where id = $2', [locationId, board.boardId]);
  return { ids: { tenantId, locationId, userId, ...board }, secret };
}

async function makeBoard(api: SignedIn['api'], secret: string) {
  const { id: boardId } = await api.work.boards.create.mutate({
    ...{ name: `Board ${secret}`, kind: 'team', tenantAccess: 'editor' },
  });
  const documentName = `board/${boardId}`;
  const { id: cardId } = await api.work.cards.create.mutate({ boardId, title: `Card ${secret}` });
  const { id: versionId } = await api.collaboration.versions.create.mutate({ documentName, name: `Version ${secret}` });
  const card = await eventually('the card is projected', () =>
    api.work.cards.get.query({ id: cardId }).catch(() => null),
  );
  return { boardId, documentName, cardId, versionId, columnId: card.columnId };
}

const governed = ['identity:user', 'identity:employee', 'identity:pay', 'identity:location', 'work:board', 'work:card'];

/** Narrows every role of a company to the branches of whoever holds it, and puts everybody at one. */
export async function narrowToBranch(database: TestDatabase, company: Company, locationId: string): Promise<void> {
  const tenantId = companies[company].id;
  await database.query(
    `update role_permission set scope = 'location'
     where tenant_id = $1 and scope in ('tenant', 'all') and split_part(permission, ':', 1) || ':' || split_part(permission, ':', 2) = any($2)`,
    [tenantId, governed],
  );
  await database.query(
    `update "user" set location_id = $2 where tenant_id = $1 and email like '%.test' and email not like '%@place.test'`,
    [tenantId, locationId],
  );
  // Whoever made the boards owns them, and what one owns is always within reach.
  await database.query(
    `update board set owner_id = (select id from "user" where tenant_id = $1 and location_id = board.location_id and email like '%@place.test')
     where tenant_id = $1`,
    [tenantId],
  );
  await database.query('delete from board_member where tenant_id = $1', [tenantId]);
}

/** Whether a permission is about records that belong to branches. */
export function isGoverned(permission: string): boolean {
  return governed.some((entity) => permission.startsWith(`${entity}:`));
}

/** Everything an attack could have changed at a place, as text. */
export async function stateOf(database: TestDatabase, { ids }: Place): Promise<string> {
  const rows = await database.query<{ state: string }>(
    `select concat_ws(' ',
       (select t::text from location t where id = $1), (select t::text from "user" t where id = $2),
       (select string_agg(t::text, ' ' order by role_id) from user_role t where user_id = $2),
       (select string_agg(t::text, ' ' order by id) from user_grant t where user_id = $2),
       (select t::text from employee t where user_id = $2), (select t::text from board t where id = $3),
       (select string_agg(t::text, ' ' order by id) from card t where board_id = $3),
       (select count(*) from board_member where board_id = $3)) as state`,
    [ids.locationId, ids.userId, ids.boardId],
  );
  return rows[0]?.state ?? '';
}
