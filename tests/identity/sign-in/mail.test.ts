import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiClient, signIn } from '../../support/client.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';
import { eventually } from '../../support/eventually.ts';
import { companies, PASSWORD, person } from '../../support/fixtures.ts';
import { problemOf } from '../../support/problem.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { type MailServer, startMailServer, tokenIn } from './mail-server.ts';

let database: TestDatabase;
let server: TestServer;
let mail: MailServer;

beforeAll(async () => {
  [database, mail] = await Promise.all([createDatabase(), startMailServer()]);
  const env = { SMTP_URL: mail.url, MAIL_FROM: 'Muster <muster@north.test>' };
  server = await startServer({ databaseUrl: database.url, env });
});

afterAll(async () => {
  await server.stop();
  await mail.stop();
  await database.drop();
});

const password = 'seven quiet harbours';
const nobody = () => apiClient(server.url, { origin: server.url }).identity;

async function roleId(key: string): Promise<string> {
  const [role] = await database.query<{ id: string }>('select id from role where tenant_id = $1 and key = $2', [
    companies.north.id,
    key,
  ]);
  return role?.id ?? '';
}

async function invite(email: string, { by = 'manager', role = 'driver', locale = 'en' as 'en' | 'fr' } = {}) {
  const { api } = await signIn(server.url, person(by));
  const roleIds = [await roleId(role)];
  return api.identity.invitations.create.mutate({ email, name: 'Ana Roy', locale, roleIds });
}

describe('an invitation', () => {
  it('comes by mail, makes an account with its roles, and works once', async () => {
    await invite('ana@north.test');
    const letter = await mail.next('ana@north.test');
    expect(letter.subject).toBe('manager of north invites you to Northwind Movers on Muster');
    expect(letter.html).toContain('Accept the invitation');
    const token = tokenIn(letter);
    expect(letter.text).toContain(`${server.url}/accept-invitation#token=${token}`);
    const preview = await nobody().invitations.preview.mutate({ token });
    expect(preview).toMatchObject({ email: 'ana@north.test', tenantName: 'Northwind Movers', name: 'Ana Roy' });

    const weak = await problemOf(nobody().invitations.accept.mutate({ token, name: 'Ana', password: 'Password123' }));
    expect(weak.code, 'a refused password leaves the link usable').toBe('invalid_input');
    const result = await nobody().invitations.accept.mutate({ token, name: 'Ana Roy-Caron', password });
    expect(result).toMatchObject({ status: 'signed_in', user: { name: 'Ana Roy-Caron', email: 'ana@north.test' } });
    const { api } = await signIn(server.url, { email: 'ana@north.test', password });
    expect((await api.identity.me.query()).abilities.level).toBe(30);
    const again = await problemOf(nobody().invitations.accept.mutate({ token, name: 'Eve', password }));
    expect(again.code).toBe('not_found');
  });

  it('is taken by one of two who use it at once (attack: replayed invitation)', async () => {
    await invite('twice@north.test');
    const token = tokenIn(await mail.next('twice@north.test'));
    const accept = (name: string) => nobody().invitations.accept.mutate({ token, name, password });
    const outcomes = await Promise.allSettled([accept('One'), accept('Two')]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('is written in French to somebody who reads it', async () => {
    await invite('benoit@north.test', { locale: 'fr' });
    const letter = await mail.next('benoit@north.test');
    expect(letter.subject).toBe('manager of north vous invite chez Northwind Movers sur Muster');
    expect(letter.text).toContain('Bonjour Ana Roy');
  });

  it('is over when it is taken back, replaced, or a week old', async () => {
    const { id } = await invite('back@north.test');
    const back = tokenIn(await mail.next('back@north.test'));
    const manager = await signIn(server.url, person('manager'));
    await manager.api.identity.invitations.revoke.mutate({ id });
    await invite('again@north.test');
    const replaced = tokenIn(await mail.next('again@north.test'));
    await invite('again@north.test');
    const newest = tokenIn(await mail.next('again@north.test'));
    for (const token of [back, replaced]) {
      expect((await problemOf(nobody().invitations.preview.mutate({ token }))).code).toBe('not_found');
    }
    await nobody().invitations.preview.mutate({ token: newest });
    await database.query(`update invitation set expires_at = now() - interval '1 s' where email = 'again@north.test'`);
    expect((await problemOf(nobody().invitations.preview.mutate({ token: newest }))).code).toBe('not_found');
  });

  it('gives no role above the one who invites, nor one that holds what they lack', async () => {
    expect((await problemOf(invite('boss@north.test', { role: 'super_admin' }))).code).toBe('forbidden');
    expect(await problemOf(invite('purse@north.test', { role: 'finance' }))).toMatchObject({
      ...{ code: 'forbidden', message: expect.stringContaining('identity:pay:read') },
    });
    expect((await problemOf(invite(person('driver').email))).code, 'has an account').toBe('invalid_input');
  });
});

describe('an invitation outlives no right to give', () => {
  const isOver = async (token: string) => {
    const accepting = nobody().invitations.accept.mutate({ token, name: 'Ana Roy', password });
    return (await problemOf(accepting)).code === 'not_found';
  };

  it('when its role has grown above whoever invited', async () => {
    const { api } = await signIn(server.url, person('super_admin'));
    const fields = { name: 'Helper', level: 20, rights: [] };
    const { id } = await api.identity.roles.create.mutate(fields);
    const manager = await signIn(server.url, person('manager'));
    const email = 'grown@north.test';
    await manager.api.identity.invitations.create.mutate({ email, name: 'Ana Roy', locale: 'en', roleIds: [id] });
    const token = tokenIn(await mail.next(email));
    await api.identity.roles.update.mutate({ id, version: 1, level: 95 });
    expect(await isOver(token)).toBe(true);
    await api.identity.roles.update.mutate({ id, version: 2, level: 20 });
    await nobody().invitations.accept.mutate({ token, name: 'Ana Roy', password });
  });

  it('when whoever invited was demoted or switched off', async () => {
    await invite('demoted@north.test');
    const token = tokenIn(await mail.next('demoted@north.test'));
    const managerId = person('manager').id;
    await database.query(`update "user" set status = 'deactivated' where id = $1`, [managerId]);
    expect(await isOver(token)).toBe(true);
    await database.query(`update "user" set status = 'active' where id = $1`, [managerId]);
    const held = await database.query<{ role_id: string }>(
      'delete from user_role where user_id = $1 returning role_id',
      [managerId],
    );
    expect(await isOver(token)).toBe(true);
    await database.query('insert into user_role (tenant_id, user_id, role_id) values ($1, $2, $3)', [
      ...[companies.north.id, managerId, held[0]?.role_id],
    ]);
    await nobody().invitations.accept.mutate({ token, name: 'Ana Roy', password });
  });
});

describe('an account that an import made', () => {
  const csv = 'name,email,role\nNoor Aziz,noor@north.test,Driver\n';

  it('gets a mail to choose a password, and nobody else does', async () => {
    const { api } = await signIn(server.url, person('manager'));
    await api.identity.employees.previewImport.mutate({ csv, welcome: true });
    const queued = 'select count(*)::int as count from mail_message where template = $1';
    expect(await database.query(queued, ['welcome']), 'a preview mails nobody').toEqual([{ count: 0 }]);
    const changed = `${csv}manager of north,${person('driver').email},\n`;
    expect(await api.identity.employees.import.mutate({ csv: changed, welcome: true })).toMatchObject({
      ...{ created: 1, updated: 1 },
    });
    const letter = await mail.next('noor@north.test');
    expect(letter.subject).toBe('Your account at Northwind Movers on Muster');
    expect(await database.query(queued, ['welcome'])).toEqual([{ count: 1 }]);
    await nobody().passwordReset.reset.mutate({ token: tokenIn(letter), password });
    const newcomer = await signIn(server.url, { email: 'noor@north.test', password });
    expect((await newcomer.api.identity.me.query()).abilities.level).toBe(30);
  });

  it('is not made for an address of a domain that the company keeps out', async () => {
    const { api } = await signIn(server.url, person('super_admin'));
    const policy = await api.identity.securityPolicy.get.query();
    await api.identity.securityPolicy.save.mutate({ ...policy, allowedDomains: ['north.test'] });
    const stranger = 'name,email\nEve,eve@elsewhere.test\n';
    const { rows } = await api.identity.employees.previewImport.mutate({ csv: stranger });
    expect(rows[0]).toMatchObject({ outcome: 'error', problems: [expect.stringContaining('domain')] });
    await api.identity.securityPolicy.save.mutate({ ...policy, version: policy.version + 1 });
  });
});

describe('a forgotten password', () => {
  it('is replaced by the link of a mail, once, and every session ends (attack: replayed reset link)', async () => {
    const { email } = person('dispatcher');
    const thief = await signIn(server.url, person('dispatcher'));
    await nobody().passwordReset.request.mutate({ email });
    await nobody().passwordReset.request.mutate({ email });
    const [token, other] = [tokenIn(await mail.next(email)), tokenIn(await mail.next(email))];
    expect((await problemOf(nobody().passwordReset.reset.mutate({ token, password: '1234567890' }))).code).toBe(
      'invalid_input',
    );
    await nobody().passwordReset.reset.mutate({ token, password });
    expect((await problemOf(thief.api.identity.me.query())).code).toBe('unauthenticated');
    for (const used of [token, other]) {
      const replayed = await problemOf(
        nobody().passwordReset.reset.mutate({ token: used, password: 'yet another one' }),
      );
      expect(replayed.code).toBe('not_found');
    }
    expect((await problemOf(signIn(server.url, person('dispatcher')))).code).toBe('unauthenticated');
    await signIn(server.url, { email, password });
  });

  it('has links that run out, and that are nothing in the database', async () => {
    const { email } = person('viewer');
    await nobody().passwordReset.request.mutate({ email });
    const token = tokenIn(await mail.next(email));
    for (const table of ['password_reset', 'invitation', 'mail_message', 'outbox_event', 'sign_in_ticket']) {
      const rows = await database.query<{ text: string }>(`select t::text as text from ${table} t`);
      expect(
        rows.filter(({ text }) => text.includes(token)),
        table,
      ).toEqual([]);
    }
    await database.query(`update password_reset set expires_at = now() - interval '1 s'`);
    expect((await problemOf(nobody().passwordReset.reset.mutate({ token, password }))).code).toBe('not_found');
    await signIn(server.url, { email, password: PASSWORD });
  });

  it('is answered the same for nobody, who gets no mail', async () => {
    const known = await nobody().passwordReset.request.mutate({ email: person('technician').email });
    const unknown = await nobody().passwordReset.request.mutate({ email: 'stranger@north.test' });
    expect(unknown).toEqual(known);
    await mail.next(person('technician').email);
    await eventually('all requests are answered', async () => {
      const rows = await database.query(`select 1 from sign_in_ticket where purpose = 'reset_request'`);
      return rows.length === 0;
    });
    expect(mail.countOf('stranger@north.test')).toBe(0);
  });

  it('fills no mailbox: after three mails the address has to wait', async () => {
    const request = () => problemOf(nobody().passwordReset.request.mutate({ email: person('mover').email }));
    for (let count = 0; count < 3; count++) {
      await nobody().passwordReset.request.mutate({ email: person('mover').email });
    }
    expect((await request()).code).toBe('throttled');
  });
});

describe('the postman', () => {
  it('tries again when the mail server is busy, and after a restart in between', async () => {
    await eventually('all mail before it is sent', async () => {
      const waiting = await database.query('select 1 from mail_message where sent_at is null');
      const asked = await database.query(`select 1 from sign_in_ticket where purpose = 'reset_request'`);
      return waiting.length + asked.length === 0;
    });
    mail.refuse(2);
    await invite('busy@north.test');
    await eventually('the first attempt failed', async () => {
      const [row] = await database.query<{ attempts: number; failure: string }>(
        `select attempts, failure from mail_message where recipient = 'busy@north.test'`,
      );
      return row?.failure?.includes('451');
    });
    await server.restart();
    const letter = await mail.next('busy@north.test');
    expect(letter.subject).toContain('invites you');
    const row = await eventually('it is marked as sent', async () => {
      const [sent] = await database.query<{ contents: unknown; sent_at: Date | null }>(
        `select contents, sent_at from mail_message where recipient = 'busy@north.test'`,
      );
      return sent?.sent_at && sent;
    });
    expect(row.contents, 'what was sent is not kept').toBeNull();
    expect(mail.countOf('busy@north.test')).toBe(1);
  });
});
