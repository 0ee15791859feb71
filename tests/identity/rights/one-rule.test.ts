import { abilitiesOf } from '@muster/contract/identity/rights/abilities';
import { allows, decide } from '@muster/contract/identity/rights/decide';
import type { EffectiveRights, Subject } from '@muster/contract/identity/rights/effective-rights';
import { governedTables, governedWrites } from '@muster/contract/identity/rights/row-rights';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  changeWithin,
  closeDatabase,
  openDatabase,
  readTenant,
  type TenantTransaction,
  withTenant,
} from '../../../apps/server/src/core/database/index.ts';
import { newId } from '../../../apps/server/src/core/identifiers.ts';
import { resolveRights } from '../../../apps/server/src/identity/rights/resolve-rights.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';
import { companies, people, person } from '../../support/fixtures.ts';
import { idOf, peopleCount, randomCompany, subjectsOf, writeCompany } from './random-company.ts';

const tables = Object.keys(governedTables) as (keyof typeof governedTables)[];
const writable = Object.keys(governedWrites) as (keyof typeof governedWrites)[];

describe('one rule in three places', () => {
  let database: TestDatabase;
  const tenantId = '019b0000-0000-7000-8000-000000009999';

  beforeAll(async () => {
    database = await createDatabase();
    openDatabase(database.url);
    await database.query(`insert into tenant (id, name) values ($1, 'Random')`, [tenantId]);
  });

  afterAll(async () => {
    await closeDatabase();
    await database.drop();
  });

  /** Ids of the rows that the database shows to the person, of all tenants that it knows. */
  async function visibleRows(rights: EffectiveRights): Promise<Record<(typeof tables)[number], string[]>> {
    const reader = readTenant({ tenantId, rights });
    const ids = (rows: { id: string }[]) => rows.map(({ id }) => id).sort();
    return {
      user: ids(await reader.user.findMany({ select: { id: true } })),
      location: ids(await reader.location.findMany({ select: { id: true } })),
      board: ids(await reader.board.findMany({ select: { id: true } })),
    };
  }

  class TakenBack extends Error {}

  /** Ids of the rows that the database lets the person change; the changes are taken back. */
  async function changeableRows(rights: EffectiveRights): Promise<Record<keyof typeof governedWrites, string[]>> {
    const changed: Record<keyof typeof governedWrites, string[]> = { user: [], location: [], board: [], employee: [] };
    const touch = async (transaction: TenantTransaction) => {
      const ids = (rows: { id: string }[]) => rows.map(({ id }) => id).sort();
      changed.user = ids(await transaction.$queryRaw`update "user" set version = version + 1 returning id`);
      changed.location = ids(await transaction.$queryRaw`update location set version = version + 1 returning id`);
      changed.board = ids(await transaction.$queryRaw`update board set version = version + 1 returning id`);
      changed.employee = ids(
        await transaction.$queryRaw`update employee set version = version + 1 returning user_id as id`,
      );
      throw new TakenBack();
    };
    const work = withTenant({ tenantId }, (transaction) =>
      changeWithin(transaction, { rights }, () => touch(transaction)),
    );
    await work.catch((error: unknown) => {
      if (!(error instanceof TakenBack)) throw error;
    });
    return changed;
  }

  /** Compares the three for what one person may change of one table, under any of the permissions for it. */
  function compareWrites(
    table: keyof typeof governedWrites,
    rights: EffectiveRights,
    subjects: ReturnType<typeof subjectsOf>,
    rows: string[],
  ) {
    const web: EffectiveRights = JSON.parse(JSON.stringify(abilitiesOf(rights))).rights;
    const reached: string[] = [];
    for (const id of subjects[table].keys()) {
      const verdicts = governedWrites[table].map((permission) => {
        // A person's branches are a part of their profile.
        const of = permission === 'identity:employee:manage' ? subjects.profile : subjects[table];
        const subject = of.get(id);
        const allowed = allows(rights, permission, subject);
        expect(decide(web, permission, subject).allowed).toBe(allowed);
        seen.writes += 1;
        return allowed;
      });
      if (verdicts.includes(true)) reached.push(id);
    }
    seen.changeable += reached.length;
    expect(rows, `changed ${table} rows of ${rights.userId}`).toEqual(reached.sort());
  }

  const seen = { people: 0, decisions: 0, allowed: 0, writes: 0, changeable: 0 };

  /** Compares the three for one person and table. */
  function compare(
    table: (typeof tables)[number],
    rights: EffectiveRights,
    subjects: Map<string, Subject>,
    rows: string[],
  ) {
    const permission = governedTables[table];
    // Over the wire, as the browser gets them.
    const web: EffectiveRights = JSON.parse(JSON.stringify(abilitiesOf(rights))).rights;
    const reached: string[] = [];
    for (const [id, subject] of subjects) {
      const { allowed } = decide(rights, permission, subject);
      expect(decide(web, permission, subject).allowed).toBe(allowed);
      expect(allows(rights, permission, subject)).toBe(allowed);
      seen.decisions += 1;
      if (allowed) reached.push(id);
    }
    seen.allowed += reached.length;
    expect(rows, `${table} rows of ${rights.userId}`).toEqual(reached.sort());
  }

  it('server, web and database agree on every record of random companies', async () => {
    const property = fc.asyncProperty(randomCompany, async (company) => {
      await writeCompany(database, tenantId, company);
      const subjects = subjectsOf(tenantId, company);
      for (let index = 0; index < peopleCount; index++) {
        const rights = await resolveRights(readTenant({ tenantId }), tenantId, idOf('user', index));
        if (!rights) throw new Error('The person is there.');
        const rows = await visibleRows(rights);
        seen.people += 1;
        for (const table of tables) compare(table, rights, subjects[table], rows[table]);
        const changed = await changeableRows(rights);
        for (const table of writable) compareWrites(table, rights, subjects, changed[table]);
      }
    });
    await fc.assert(property, { numRuns: 30 });
    console.log(`server = web = rows: ${JSON.stringify(seen)}`);
    // The generator must neither allow nor deny everything.
    expect(seen.allowed).toBeGreaterThan(seen.decisions / 20);
    expect(seen.allowed).toBeLessThan((seen.decisions * 19) / 20);
    expect(seen.changeable).toBeGreaterThan(seen.writes / 50);
    expect(seen.changeable).toBeLessThan((seen.writes * 19) / 20);
  }, 180_000);

  it('adds and removes rows within reach only', async () => {
    const north = companies.north.id;
    const [own, other] = [person('dispatcher').id, person('driver').id];
    const locationId = newId();
    await database.query(
      `insert into location (tenant_id, id, name, time_zone, ownership) values ($1, $2, 'Yard', 'UTC', 'corporate')`,
      [north, locationId],
    );
    const held = [{ scope: 'own' as const, conditions: [], expiresAt: null, via: [] }];
    const rights: EffectiveRights = {
      ...{ tenantId: north, userId: own, level: 50, homeLocationId: null, locationIds: [] },
      holdings: { 'identity:employee:manage': held },
    };
    const within = <Result>(step: (transaction: TenantTransaction) => Promise<Result>) =>
      withTenant({ tenantId: north }, (transaction) => changeWithin(transaction, { rights }, () => step(transaction)));
    const place = (userId: string) =>
      within((transaction) => transaction.userLocation.createMany({ data: [{ tenantId: north, userId, locationId }] }));
    const leave = (userId: string) =>
      within((transaction) => transaction.userLocation.deleteMany({ where: { tenantId: north, userId } }));
    const profile = (userId: string) =>
      within((transaction) => transaction.employee.createMany({ data: [{ tenantId: north, userId, title: 'Lead' }] }));
    expect(await place(own)).toEqual({ count: 1 });
    expect(await profile(own)).toEqual({ count: 1 });
    await expect(place(other)).rejects.toThrow(/row-level security/);
    await expect(profile(other)).rejects.toThrow(/row-level security/);
    await database.query('insert into user_location (tenant_id, user_id, location_id) values ($1, $2, $3)', [
      north,
      other,
      locationId,
    ]);
    expect(await leave(other), 'what is out of reach is not even found').toEqual({ count: 0 });
    expect(await leave(own)).toEqual({ count: 1 });
  });

  it('never reaches another company, whatever the scope', async () => {
    const everything: EffectiveRights = {
      ...{ tenantId, userId: idOf('user', 0), level: 100, homeLocationId: null, locationIds: [] },
      holdings: Object.fromEntries(
        Object.values(governedTables).map((permission) => [
          permission,
          [{ scope: 'all' as const, conditions: [], expiresAt: null, via: [] }],
        ]),
      ),
    };
    const foreign = people('north').map(({ id }) => id);
    const subject = { tenantId: companies.north.id, ownerIds: [idOf('user', 0)], locationIds: [], fields: {} };
    expect(allows(everything, 'identity:user:read', subject)).toBe(false);
    expect((await visibleRows(everything)).user.filter((id) => foreign.includes(id))).toEqual([]);
  });
});
