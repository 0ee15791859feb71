import { type ChildProcess, spawn } from 'node:child_process';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inRepository } from '../../../scripts/repository.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';
import { eventually } from '../../support/eventually.ts';
import { type Company, companies, people, person } from '../../support/fixtures.ts';
import { newKey, oldKey, sealBy } from './rings.ts';

const pay = JSON.stringify({ currency: 'CAD', hourlyRate: 4_250, bonus: { kind: 'none' } });

let database: TestDatabase;

beforeAll(async () => {
  database = await createDatabase();
  for (const company of ['north', 'south'] as Company[]) {
    for (const { id: rowId } of people(company)) {
      const tenantId = companies[company].id;
      const sealed = sealBy(oldKey, pay, { tenantId, column: 'employee.pay_sealed', rowId });
      const values = [tenantId, rowId, sealed];
      await database.query('insert into employee (tenant_id, user_id, pay_sealed) values ($1, $2, $3)', values);
    }
  }
});

afterAll(() => database.drop());

interface Run {
  process: ChildProcess;
  output: () => string;
  ended: Promise<number | NodeJS.Signals | null>;
}

/** `npm run keys:rotate`, without any server. */
function keysRotate(keys: string, databaseUrl = database.url): Run {
  const main = inRepository('apps/server/src/core/sealing/rotation/rotate-main.ts');
  const child = spawn(process.execPath, [inRepository('scripts/run.mjs'), main], {
    env: { ...process.env, DATABASE_URL: databaseUrl, MUSTER_KEYS: keys },
  });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(String(chunk)));
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.on('close', (code, signal) => resolve(code ?? signal));
  });
  return { process: child, output: () => chunks.join(''), ended };
}

describe('npm run keys:rotate', () => {
  it('tells how far it is, goes on after Ctrl-C, and says which key may be dropped', async () => {
    // Somebody changes one value of the first company, and is long about it.
    const holder = new pg.Client({ connectionString: database.url });
    await holder.connect();
    await holder.query('begin');
    await holder.query('select from employee where user_id = $1 for update', [person('mover').id]);
    const first = keysRotate(`${newKey},${oldKey}`);
    const [count, others] = [people('north').length, people('south').length];
    await eventually('it waits for the last one', () => first.output().includes(`${count - 1} of ${count}`));
    first.process.kill('SIGINT');
    expect(await first.ended).toBe('SIGINT');
    await holder.query('commit');
    await holder.end();
    const second = keysRotate(`${newKey},${oldKey}`);
    expect(await second.ended, second.output()).toBe(0);
    expect(second.output()).toContain(`✓ ${companies.north.name}: ${count} values sealed anew.`);
    expect(second.output()).toContain(`✓ ${companies.south.name}: ${others} values sealed anew.`);
    expect(second.output()).toContain(`new seals ${count + others} values`);
    expect(second.output()).toContain('old seals 0 values: it may be dropped');
    const rotations = await database.query(`select from key_rotation where started_by_name is null and state = 'done'`);
    expect(rotations).toHaveLength(2);
  });

  it('fails and names what it could not open when a key was dropped too early', async () => {
    const { id: rowId } = person('viewer');
    const tenantId = companies.north.id;
    const sealed = sealBy(oldKey, pay, { tenantId, column: 'employee.pay_sealed', rowId });
    await database.query('update employee set pay_sealed = $1 where user_id = $2', [sealed, rowId]);
    const run = keysRotate(newKey);
    expect(await run.ended).toBe(1);
    expect(run.output()).toContain(`employee.pay_sealed of row ${rowId}: key_missing`);
    expect(run.output()).toContain('old seals 1 values and is missing from MUSTER_KEYS');
  });
});
