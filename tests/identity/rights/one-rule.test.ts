import { abilitiesOf } from '@muster/contract/identity/rights/abilities';
import { allows, decide } from '@muster/contract/identity/rights/decide';
import type { EffectiveRights, Subject } from '@muster/contract/identity/rights/effective-rights';
import { governedTables } from '@muster/contract/identity/rights/row-rights';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, openDatabase, readTenant } from '../../../apps/server/src/core/database/index.ts';
import { resolveRights } from '../../../apps/server/src/identity/rights/resolve-rights.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';
import { companies, people } from '../../support/fixtures.ts';
import { idOf, peopleCount, randomCompany, subjectsOf, writeCompany } from './random-company.ts';

const tables = Object.keys(governedTables) as (keyof typeof governedTables)[];

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

  const seen = { people: 0, decisions: 0, allowed: 0 };

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
      }
    });
    await fc.assert(property, { numRuns: 30 });
    console.log(`server = web = rows: ${JSON.stringify(seen)}`);
    // The generator must neither allow nor deny everything.
    expect(seen.allowed).toBeGreaterThan(seen.decisions / 20);
    expect(seen.allowed).toBeLessThan((seen.decisions * 19) / 20);
  }, 180_000);

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
