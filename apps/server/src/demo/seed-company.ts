import type pg from 'pg';
import { poolOf } from '../core/database/index.ts';
import type { KeyRing } from '../core/sealing/key-ring.ts';
import { createTenant } from '../identity/index.ts';
import { signInRows } from './audit-rows.ts';
import { buildBoard } from './board-plan.ts';
import { boardTables, logTables } from './board-rows.ts';
import { insertRows, workAs } from './bulk-insert.ts';
import type { Company } from './companies.ts';
import { companyTables, type Foundation, type Tables } from './company-rows.ts';
import { employeeTables } from './employee-rows.ts';
import { fillCustomFields } from './fill-custom-fields.ts';
import { groupTables } from './group-rows.ts';
import { notificationRows } from './notification-rows.ts';
import type { Progress } from './Progress.ts';
import { projectBoard } from './project-board.ts';

/** What a run of the demo came to for one company. */
export interface Seeded {
  /** False when the company was there already. */
  made: boolean;
  cards: number;
}

interface Seeding {
  passwordHash: string;
  /** Null where nobody said which: what is sealed then stays empty. */
  ring: KeyRing | null;
  progress: Progress;
}

/**
 * Founds a company, and fills it in one transaction: a run that is killed leaves a company without people at most, and
 * the next one fills it. Two runs at once wait for each other.
 */
export async function seedCompany(company: Company, seeding: Seeding): Promise<Seeded> {
  const client = await poolOf('muster_app').connect();
  try {
    await client.query('begin');
    await client.query("select pg_advisory_xact_lock(hashtext('muster demo'))");
    await client.query("select set_config('app.tenant_id', $1, true)", [company.id]);
    const filled = await isFilled(client);
    const cards = filled ? 0 : await fill(client, company, seeding);
    await client.query('commit');
    return { made: !filled, cards };
  } finally {
    // The connection has worked under several roles, or failed: it does not go back to the pool.
    client.release(true);
  }
}

async function isFilled(client: pg.ClientBase): Promise<boolean> {
  const { rowCount } = await client.query('select from "user" limit 1');
  return rowCount === 1;
}

/** The roles' ids by their key. The company is founded as any other is, and so outside of this transaction. */
async function found(client: pg.ClientBase, { id, name, industry, franchise }: Company): Promise<Map<string, string>> {
  const { rowCount } = await client.query('select from tenant where id = $1', [id]);
  if (rowCount === 0) await createTenant({ id, name, industry, franchise });
  const { rows } = await client.query<{ key: string; id: string }>('select key, id from role');
  return new Map(rows.map((role) => [role.key, role.id]));
}

async function fill(
  client: pg.PoolClient,
  company: Company,
  { passwordHash, ring, progress }: Seeding,
): Promise<number> {
  progress.at(`${company.name}: branches and people`);
  await insertPeople(client, company, { passwordHash, roleIds: await found(client, company) }, ring);
  let cards = 0;
  for (const [index, plan] of company.boards.entries()) {
    progress.at(`${company.name}: board ${index + 1} of ${company.boards.length}, ${cards} cards so far`);
    const board = buildBoard(plan, company.random);
    await workAs(client, 'muster_app');
    await insertTables(client, boardTables(company, board));
    await insertRows(client, 'notification', notificationRows(company, board));
    await workAs(client, 'muster_sync');
    await insertTables(client, logTables(company, board));
    await projectBoard(client, company, board);
    cards += plan.cards;
  }
  await workAs(client, 'muster_app');
  if (company.franchise) await fillCustomFields(client, company);
  return cards;
}

async function insertPeople(
  client: pg.ClientBase,
  company: Company,
  foundation: Foundation,
  ring: KeyRing | null,
): Promise<void> {
  await insertTables(client, companyTables(company, foundation));
  await insertTables(client, employeeTables(company, ring));
  if (company.hasGroups) await insertTables(client, groupTables(company, foundation));
  await insertRows(client, 'audit_entry', signInRows(company));
}

async function insertTables(client: pg.ClientBase, tables: Tables): Promise<void> {
  for (const [table, rows] of tables) await insertRows(client, table, rows);
}
