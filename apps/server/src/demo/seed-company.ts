import type pg from 'pg';
import { poolOf } from '../core/database/index.ts';
import { signInRows } from './audit-rows.ts';
import { buildBoard } from './board-plan.ts';
import { boardTables, logTables } from './board-rows.ts';
import { insertRows, workAs } from './bulk-insert.ts';
import type { Company } from './companies.ts';
import { companyTables, type Tables } from './company-rows.ts';
import { notificationRows } from './notification-rows.ts';
import type { Progress } from './Progress.ts';
import { projectBoard } from './project-board.ts';

/** What a run of the demo came to for one company. */
export interface Seeded {
  /** False when the company was there already. */
  made: boolean;
  cards: number;
}

/**
 * Writes a company in one transaction: whoever is killed half-way leaves nothing behind, and a company that is there is
 * whole. Two runs at once wait for each other.
 */
export async function seedCompany(company: Company, passwordHash: string, progress: Progress): Promise<Seeded> {
  const client = await poolOf('muster_app').connect();
  try {
    await client.query('begin');
    const seeded = (await isThere(client, company))
      ? { made: false, cards: 0 }
      : await write(client, company, passwordHash, progress);
    await client.query('commit');
    return seeded;
  } finally {
    // The connection has worked under several roles, or failed: it does not go back to the pool.
    client.release(true);
  }
}

async function isThere(client: pg.ClientBase, { id }: Company): Promise<boolean> {
  await client.query("select pg_advisory_xact_lock(hashtext('muster demo')), set_config('app.tenant_id', $1, true)", [
    id,
  ]);
  const { rowCount } = await client.query('select from tenant where id = $1', [id]);
  return rowCount === 1;
}

async function write(
  client: pg.PoolClient,
  company: Company,
  passwordHash: string,
  progress: Progress,
): Promise<Seeded> {
  progress.at(`${company.name}: branches and people`);
  await insertTables(client, companyTables(company, passwordHash));
  await insertRows(client, 'audit_entry', signInRows(company));
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
  return { made: true, cards };
}

async function insertTables(client: pg.ClientBase, tables: Tables): Promise<void> {
  for (const [table, rows] of tables) await insertRows(client, table, rows);
}
