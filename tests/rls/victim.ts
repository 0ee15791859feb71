import { newId } from '../../apps/server/src/core/identifiers.ts';
import { signIn } from '../support/client.ts';
import type { TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { type Company, companies, person } from '../support/fixtures.ts';
import type { TestServer } from '../support/server.ts';
import type { ForeignIds } from './foreign-ids.ts';

/** A company with one of everything that a stranger could try to reach. */
export async function makeVictim(server: TestServer, database: TestDatabase): Promise<ForeignIds> {
  const manager = await signIn(server.url, person('manager'));
  const { api } = manager;
  const board = await api.work.boards.create.mutate({
    name: 'Confidential board',
    kind: 'team',
    tenantAccess: 'editor',
  });
  const documentName = `board/${board.id}`;
  const { id: cardId } = await api.work.cards.create.mutate({ boardId: board.id, title: 'Confidential card' });
  const { id: versionId } = await api.collaboration.versions.create.mutate({
    documentName,
    name: 'Confidential version',
  });
  const card = await eventually('the card is projected', () =>
    api.work.cards.get.query({ id: cardId }).catch(() => null),
  );
  const sessions = await api.identity.sessions.list.query({});
  const notificationId = newId();
  await database.query(
    `insert into notification (tenant_id, id, user_id, kind, payload) values ($1, $2, $3, 'board.shared', '{}')`,
    [companies.north.id, notificationId, manager.userId],
  );
  const [document] = await database.query<{ id: string }>('select id from document where name = $1', [documentName]);
  const companyWide = await makeCompanyWide(server, database, 'north', manager.userId);
  const readState = () => stateOf(database, companies.north.id);
  return {
    tenantId: companies.north.id,
    userId: manager.userId,
    sessionId: sessions.items[0]?.id ?? '',
    notificationId,
    boardId: board.id,
    cardId,
    columnId: card.columnId,
    versionId,
    documentName,
    documentId: document?.id ?? '',
    ...companyWide,
    secrets: ['Confidential', companies.north.name, person('manager').name],
    victimToken: manager.token,
    readState,
    stateBefore: await readState(),
  };
}

/** What belongs to a whole company, with the ways to sign in of one of its people. */
export async function makeCompanyWide(server: TestServer, database: TestDatabase, company: Company, userId: string) {
  const tenantId = companies[company].id;
  const signInIds = await addWaysToSignIn(database, tenantId, userId);
  const rights = await makeRights(server, database, company);
  const operatorAccessId = await addOperator(database, tenantId);
  return { ...signInIds, ...rights, operatorAccessId };
}

async function addWaysToSignIn(database: TestDatabase, tenantId: string, userId: string) {
  const [passkeyId, invitationId, issuerId, apiKeyId, keyRotationId] = [newId(), newId(), newId(), newId(), newId()];
  await database.query(
    `insert into passkey (tenant_id, id, user_id, credential_id, public_key, counter, transports, backed_up, name)
     values ($1, $2, $3, 'QUJD', '', 0, '{}', false, 'Confidential key')`,
    [tenantId, passkeyId, userId],
  );
  await database.query(
    `insert into invitation (tenant_id, id, email, name, role_ids, token_hash, expires_at)
     values ($1, $2, 'guest@place.test', 'Confidential guest', '{}', $3, now() + interval '1 day')`,
    [tenantId, invitationId, newId()],
  );
  await database.query(
    `insert into oidc_provider (tenant_id, id, preset, name, issuer, client_id, client_secret)
     values ($1, $2, 'custom', 'Confidential issuer', 'https://issuer.invalid', 'client', '')`,
    [tenantId, issuerId],
  );
  await database.query(
    `insert into api_key (tenant_id, id, name, prefix, secret_hash, user_id, scopes, requests_per_minute, expires_at, bucket_calls)
     values ($1, $2, 'Confidential program', 'mk_secret', $4, $3, '{work:board:read}', 10, now() + interval '1 day', 10)`,
    [tenantId, apiKeyId, userId, newId()],
  );
  await database.query(
    `insert into key_rotation (tenant_id, id, key_id, total, started_by_name) values ($1, $2, 'none', 1, 'Confidential guest')`,
    [tenantId, keyRotationId],
  );
  return { passkeyId, invitationId, issuerId, apiKeyId, keyRotationId };
}

/** An operator of the platform who is in the company, and opened something there. */
async function addOperator(database: TestDatabase, tenantId: string): Promise<string> {
  const [operatorId, sessionId, accessId] = [newId(), newId(), newId()];
  await database.query(
    `insert into operator (id, email, name, password_hash, totp_secret) values ($1, $2, 'Confidential operator', '', '')`,
    [operatorId, `${operatorId}@platform.test`],
  );
  await database.query(
    `insert into operator_session (id, operator_id, token_hash, expires_at) values ($1, $2, $3, now() + interval '1 hour')`,
    [sessionId, operatorId, newId()],
  );
  await database.query(
    `insert into operator_access (tenant_id, id, operator_id, session_id, operator_name, operator_email, reason, token_hash, expires_at)
     values ($1, $2, $3, $4, 'Confidential operator', 'x', 'Confidential ticket', $5, now() + interval '1 hour')`,
    [tenantId, accessId, operatorId, sessionId, newId()],
  );
  await database.query(
    `insert into operator_access_log (tenant_id, id, access_id, kind, target, entity_ids)
     values ($1, $2, $3, 'document', 'board/confidential', '{}')`,
    [tenantId, newId(), accessId],
  );
  return accessId;
}

/** A branch, a group and a grant, in the hands of an administrator. */
async function makeRights(server: TestServer, database: TestDatabase, company: Company) {
  const tenantId = companies[company].id;
  const { api } = await signIn(server.url, person('super_admin', company));
  const locationId = newId();
  await database.query(
    `insert into location (tenant_id, id, name, time_zone, ownership) values ($1, $2, 'Confidential branch', 'America/Toronto', 'corporate')`,
    [tenantId, locationId],
  );
  const customFieldId = newId();
  await api.identity.customFields.create.mutate({
    ...{ id: customFieldId, entity: 'user', key: 'confidential', label: 'Confidential field' },
    ...{ type: 'text', settings: {} },
  });
  const roles = await api.identity.roles.list.query();
  const roleId = roles.find(({ key }) => key === 'viewer')?.id ?? '';
  const { id: groupId } = await api.identity.groups.create.mutate({ name: 'Confidential group', roleIds: [roleId] });
  const { id: grantId } = await api.identity.grants.give.mutate({
    userId: person('viewer', company).id,
    permission: 'work:board:create',
    scope: 'tenant',
    reason: 'Confidential reason',
  });
  return { locationId, roleId, groupId, grantId, customFieldId };
}

/** Everything of a company that an attack could have changed, as text. */
export async function stateOf(database: TestDatabase, tenantId: string): Promise<string> {
  const tables = [
    'user',
    'role',
    'role_permission',
    'user_role',
    'user_group',
    'group_role',
    'group_member',
    'user_grant',
    'location',
    'board',
    'board_member',
    'board_column',
    'card',
    'document_version',
    'document_update',
    'notification',
    'passkey',
    'invitation',
    'api_key',
    'oidc_provider',
    'totp_credential',
    'password_credential',
    'security_policy',
    'operator_access',
    'operator_access_log',
    'custom_field',
    'list_columns',
    'key_rotation',
    'employee',
  ];
  const states: string[] = [];
  for (const table of tables) {
    const rows = await database.query<{ state: string }>(
      `select md5(string_agg(t::text, '|' order by t::text)) as state from "${table}" t where tenant_id = $1`,
      [tenantId],
    );
    states.push(`${table}: ${rows[0]?.state}`);
  }
  return states.join('\n');
}
