import { execFile } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../../apps/server/src/core/actor.ts';
import { recordAudit } from '../../../apps/server/src/core/audit.ts';
import { closeDatabase, openDatabase, withTenant } from '../../../apps/server/src/core/database/index.ts';
import { newId } from '../../../apps/server/src/core/identifiers.ts';
import { pruneAudit } from '../../../apps/server/src/identity/audit-log/audit-retention.ts';
import { hasNotedHead, verifyChains } from '../../../apps/server/src/identity/audit-log/verify-chain.ts';
import { inRepository } from '../../../scripts/repository.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';
import { companies } from '../../support/fixtures.ts';

const { north, south } = companies;

let database: TestDatabase;

beforeAll(async () => {
  database = await createDatabase();
  openDatabase(database.url);
});

afterAll(async () => {
  await closeDatabase();
  await database.drop();
});

async function reportOf(tenantId: string) {
  for await (const report of verifyChains()) if (report.tenantId === tenantId) return report;
  throw new Error('There is no such company.');
}

function record(tenantId: string, action: string, after: Record<string, unknown> = {}): Promise<void> {
  const change = { action, entity: 'test.thing', entityId: newId(), after };
  return withTenant(systemActor(tenantId), (transaction) => recordAudit(transaction, systemActor(tenantId), change));
}

/** Entry ids of a company in the order of its chain. */
async function chained(tenantId: string): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    'select entry_id as id from audit_link where tenant_id = $1 order by sequence',
    [tenantId],
  );
  return rows.map(({ id }) => id);
}

/** Does what only somebody with the database in hand can do, looks, and undoes it. */
async function whileTampered(sql: string, values: unknown[], undo: string, look: () => Promise<void>): Promise<void> {
  await database.query(
    `create table kept as select * from audit_entry; create table kept_link as select * from audit_link`,
  );
  await database.query(sql, values);
  await look();
  await database.query(`${undo}; drop table kept; drop table kept_link`);
}

const restoreEntries = `alter table audit_entry disable trigger user; delete from audit_entry;
  insert into audit_entry select * from kept; alter table audit_entry enable trigger user`;
const restoreLinks = 'delete from audit_link; insert into audit_link select * from kept_link';

describe('the chain of a company', () => {
  it('holds every entry once, whoever wrote it', async () => {
    const [{ entries } = { entries: 0 }] = await database.query<{ entries: number }>(
      'select count(*)::int as entries from audit_entry where tenant_id = $1',
      [north.id],
    );
    expect(entries).toBeGreaterThan(10);
    expect(await reportOf(north.id)).toMatchObject({ entries, checkpoint: 0, broken: null });
  });

  it('stays whole while many write to two companies at once, some in one transaction with several entries', async () => {
    const before = await reportOf(north.id);
    await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        index % 3 === 0
          ? withTenant(systemActor(north.id), async (transaction) => {
              for (const action of ['test.thing.one', 'test.thing.two']) {
                const change = { action, entity: 'test.thing', entityId: newId(), after: { index } };
                await recordAudit(transaction, systemActor(north.id), change);
              }
            })
          : record(index % 3 === 1 ? north.id : south.id, 'test.thing.made', { index }),
      ),
    );
    expect(await reportOf(north.id)).toMatchObject({ entries: before.entries + 60, broken: null });
    expect(await reportOf(south.id)).toMatchObject({ broken: null });
    expect(await hasNotedHead(north.id, before.head ?? '')).toBe(true);
    expect(await hasNotedHead(south.id, before.head ?? '')).toBe(false);
  });

  it('takes a thousand rows of one statement, and a rolled back one leaves no gap', async () => {
    const before = await reportOf(south.id);
    const bulk = `insert into audit_entry (tenant_id, id, actor_name, action, entity, entity_id)
      select '${south.id}', gen_random_uuid(), 'Bulk', 'test.thing.made', 'test.thing', gen_random_uuid()
      from generate_series(1, 1000)`;
    await database.query(bulk);
    await database.query(`begin; ${bulk}; rollback`);
    expect(await reportOf(south.id)).toMatchObject({ entries: before.entries + 1000, broken: null });
  });

  it('cannot be written past by the server: an update, a deletion, or another link is refused', async () => {
    for (const statement of [
      'update audit_link set hash = previous_hash',
      'delete from audit_link',
      'delete from audit_checkpoint',
      'insert into audit_checkpoint (tenant_id, sequence, hash) select tenant_id, sequence, hash from audit_link',
      'alter table audit_entry disable trigger audit_entry_link',
    ]) {
      const attempt = database.query(
        `begin; select set_config('app.tenant_id', '${north.id}', true); set local role muster_app; ${statement}`,
      );
      await expect(attempt, statement).rejects.toThrow(/permission denied|must be owner/);
      await database.query('rollback');
    }
  });
});

describe('tampering', () => {
  it('names the entry that was changed, however little', async () => {
    const victim = (await chained(north.id))[5];
    const sql = `update audit_entry set at = at + interval '1 millisecond' where id = $1`;
    await whileTampered(sql, [victim], restoreEntries, async () => {
      expect((await reportOf(north.id)).broken).toEqual({ entryId: victim, sequence: 6, problem: 'entry_changed' });
      expect((await reportOf(south.id)).broken).toBeNull();
    });
    expect((await reportOf(north.id)).broken).toBeNull();
  });

  it('tells an empty value from none inside of a change', async () => {
    await record(north.id, 'test.thing.emptied', { note: null });
    const victim = (await chained(north.id)).at(-1);
    const sql = `update audit_entry set after = '{}' where id = $1`;
    await whileTampered(sql, [victim], restoreEntries, async () => {
      expect((await reportOf(north.id)).broken).toMatchObject({ entryId: victim, problem: 'entry_changed' });
    });
  });

  it('names the entry that was deleted, and the first one behind removed links', async () => {
    const ids = await chained(north.id);
    await whileTampered('delete from audit_entry where id = $1', [ids[3]], restoreEntries, async () => {
      expect((await reportOf(north.id)).broken).toEqual({ entryId: ids[3], sequence: 4, problem: 'entry_missing' });
    });
    await whileTampered('delete from audit_link where entry_id = $1', [ids[3]], restoreLinks, async () => {
      expect((await reportOf(north.id)).broken).toEqual({ entryId: ids[4], sequence: 5, problem: 'link_missing' });
    });
  });

  it('names the first of two entries whose order was changed, in whichever way', async () => {
    const ids = await chained(north.id);
    const [first = '', second = ''] = ids.slice(2, 4);
    const swap = (column: string, one: string, other: string, aside: string) => {
      const set = (id: string, value: string) =>
        `update audit_link set ${column} = ${value} where tenant_id = '${north.id}' and ${column} = ${id}`;
      return [set(one, aside), set(other, one), set(aside, other)].join(';');
    };
    await whileTampered(swap('sequence', '3', '4', '0'), [], restoreLinks, async () => {
      expect((await reportOf(north.id)).broken).toEqual({ entryId: second, sequence: 3, problem: 'link_changed' });
    });
    const swapEntries = swap('entry_id', `'${first}'`, `'${second}'`, `'${newId()}'`);
    await whileTampered(swapEntries, [], restoreLinks, async () => {
      expect((await reportOf(north.id)).broken).toEqual({ entryId: second, sequence: 3, problem: 'entry_changed' });
    });
    const swapTimes = `alter table audit_entry disable trigger user;
      update audit_entry e set at = o.at from kept o
      where (e.id, o.id) in (('${first}', '${second}'), ('${second}', '${first}'));
      alter table audit_entry enable trigger user`;
    await whileTampered(swapTimes, [], restoreEntries, async () => {
      expect((await reportOf(north.id)).broken).toEqual({ entryId: first, sequence: 3, problem: 'entry_changed' });
    });
  });

  it('names an entry that was put in past the chain', async () => {
    const id = newId();
    const sql = `alter table audit_entry disable trigger user;
      insert into audit_entry (tenant_id, id, actor_name, action, entity, entity_id)
      values ('${north.id}', '${id}', 'Nobody', 'test.thing.made', 'test.thing', '${id}');
      alter table audit_entry enable trigger user`;
    await whileTampered(sql, [], restoreEntries, async () => {
      expect((await reportOf(north.id)).broken).toMatchObject({ entryId: id, problem: 'entry_not_linked' });
    });
  });

  it('shows in the exit code and the words of the command, and a noted head betrays a chain written anew', async () => {
    const { head } = await reportOf(north.id);
    const good = await verifyCommand(`${north.id}=${head}`);
    expect(good.code).toBe(0);
    expect(good.output).toContain(`head ${head}`);
    const noted = await verifyCommand(`${north.id}=${'ab'.repeat(32)}`);
    expect(noted).toMatchObject({ code: 1, output: expect.stringContaining('is not in the chain') });
    const victim = (await chained(north.id))[2];
    await whileTampered(`update audit_entry set actor_name = 'x' where id = $1`, [victim], restoreEntries, async () => {
      const bad = await verifyCommand();
      expect(bad).toMatchObject({ code: 1, output: expect.stringContaining(`entry ${victim} (number 3)`) });
    });
  });
});

function verifyCommand(...args: string[]): Promise<{ code: number; output: string }> {
  const main = inRepository('apps/server/src/identity/audit-log/verify-main.ts');
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [inRepository('scripts/run.mjs'), main, ...args],
      { env: { ...process.env, DATABASE_URL: database.url }, cwd: inRepository('.') },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? 1, output: stdout + stderr }),
    );
  });
}

describe('retention', () => {
  const old = (days: number) => `insert into audit_entry (tenant_id, id, at, actor_name, action, entity, entity_id)
    select '019a0000-0000-7000-8000-0000000000aa', gen_random_uuid(), now() - interval '${days} days', 'Old',
      'test.thing.made', 'test.thing', gen_random_uuid() from generate_series(1, 20)`;
  const company = '019a0000-0000-7000-8000-0000000000aa';

  beforeAll(async () => {
    await database.query(`insert into tenant (id, name) values ('${company}', 'Old company')`);
    for (const days of [400, 200, 100, 10]) await database.query(old(days));
  });

  const keepFor = (days: number | null) =>
    database.query(
      `insert into security_policy (tenant_id, idle_minutes, absolute_minutes, audit_retention_days)
       values ($1, 100, 100, $2) on conflict (tenant_id) do update set audit_retention_days = excluded.audit_retention_days`,
      [company, days],
    );

  it('deletes nothing unless the company says so', async () => {
    await keepFor(null);
    await pruneAudit();
    expect(await reportOf(company)).toMatchObject({ entries: 80, checkpoint: 0, broken: null });
  });

  it('deletes what is older, says so in the log, and leaves a chain that can be verified', async () => {
    const noted = (await reportOf(company)).head ?? '';
    await keepFor(150);
    await pruneAudit();
    expect(await reportOf(company)).toMatchObject({ entries: 41, checkpoint: 40, broken: null });
    const rows = await database.query<{ after: object }>(
      `select after from audit_entry where tenant_id = $1 and action = 'identity.audit.pruned'`,
      [company],
    );
    expect(rows).toEqual([{ after: expect.objectContaining({ entries: 40, olderThanDays: 150, sequence: '40' }) }]);
    expect(await hasNotedHead(company, noted)).toBe(true);
    await pruneAudit();
    expect(await reportOf(company)).toMatchObject({ entries: 41, broken: null });
  });

  it('still finds what was changed or removed behind the checkpoint', async () => {
    const [first, second] = await chained(company);
    await whileTampered('delete from audit_link where entry_id = $1', [first], restoreLinks, async () =>
      expect((await reportOf(company)).broken).toMatchObject({ entryId: second, problem: 'link_missing' }),
    );
  });

  it('can delete nothing within 90 days, or of a company that keeps everything, even by its own role', async () => {
    await expect(keepFor(89)).rejects.toThrow(/audit_retention_least/);
    await keepFor(90);
    const counts = async () => (await reportOf(company)).entries;
    await database.query(`begin; set local role muster_retention; delete from audit_entry where at > now() - interval '90 days';
      delete from audit_entry where tenant_id = '${north.id}'; delete from audit_link; commit`);
    expect(await counts()).toBe(41);
    const reading = database.query('begin; set local role muster_retention; select actor_name from audit_entry');
    await expect(reading).rejects.toThrow(/permission denied/);
    await database.query('rollback');
  });

  it('goes on after everything old has gone', async () => {
    await pruneAudit();
    await record(company, 'test.thing.made');
    expect(await reportOf(company)).toMatchObject({ entries: 23, checkpoint: 60, broken: null });
  });
});
