import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  closeDatabase,
  openDatabase,
  poolOf,
  readTenant,
  withTenant,
} from '../../apps/server/src/core/database/index.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';

/** Every pair of these runs at once, in the same tick, over the same pool. */
const races = 200;

describe('two tenants on one pool', () => {
  let database: TestDatabase;
  let tenants: { tenantId: string; userId: string }[];

  beforeAll(async () => {
    database = await createDatabase();
    openDatabase(database.url);
    const { rows } = await poolOf('muster_sign_in').query<{ tenantId: string; userId: string }>(
      `select tenant_id as "tenantId", (array_agg(id order by id))[1] as "userId" from "user" group by tenant_id order by 1`,
    );
    tenants = rows;
  });

  afterAll(async () => {
    await closeDatabase();
    await database.drop();
  });

  function pair() {
    const [one, other] = tenants;
    if (!one || !other) throw new Error('The test database must have two tenants.');
    return { one, other };
  }

  it('never answer each other, however their look-ups interleave', async () => {
    const { one, other } = pair();
    const answers = await Promise.all(
      Array.from({ length: races }, async (_, index) => {
        const [mine, theirs] = index % 2 === 0 ? [one, other] : [other, one];
        const find = (id: string) => readTenant(mine).user.findFirst({ where: { id }, select: { tenantId: true } });
        const [own, foreign] = await Promise.all([find(mine.userId), find(theirs.userId)]);
        return { right: own?.tenantId === mine.tenantId, leaked: foreign !== null };
      }),
    );
    expect(answers.filter((answer) => !answer.right)).toEqual([]);
    expect(answers.filter((answer) => answer.leaked)).toEqual([]);
  });

  it('cannot write into each other', async () => {
    const { one, other } = pair();
    const intrusion = withTenant(one, (transaction) =>
      transaction.notification.create({
        data: { tenantId: other.tenantId, id: other.userId, userId: other.userId, kind: 'board.shared', payload: {} },
      }),
    );
    await expect(intrusion).rejects.toThrow(/row-level security/);
    const changed = await withTenant(one, (transaction) =>
      transaction.user.updateMany({ where: { id: other.userId }, data: { name: 'Intruder' } }),
    );
    expect(changed.count).toBe(0);
  });

  it('leave nothing of themselves on a connection that goes back to the pool', async () => {
    const { one } = pair();
    await Promise.all(Array.from({ length: 20 }, () => withTenant(one, (transaction) => transaction.user.count())));
    await Promise.all(Array.from({ length: 20 }, () => readTenant(one).user.count()));
    const settings = await Promise.all(
      Array.from({ length: 8 }, () =>
        poolOf('muster_app').query("select current_setting('app.tenant_id', true) as tenant"),
      ),
    );
    expect(settings.map(({ rows }) => rows[0].tenant || null)).toEqual(Array.from({ length: 8 }, () => null));
  });

  it('undo a transaction that throws', async () => {
    const { one } = pair();
    const failing = withTenant(one, async (transaction) => {
      await transaction.user.updateMany({ where: { id: one.userId }, data: { name: 'Half done' } });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    const user = await readTenant(one).user.findFirst({ where: { id: one.userId } });
    expect(user?.name).not.toBe('Half done');
  });
});
