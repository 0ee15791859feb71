import pg from 'pg';
import { StartProblem } from '../problem.ts';
import { say, step } from '../progress.mjs';
import { inRepository } from '../repository.ts';
import { runProgram } from './program.ts';

/** Noted on the database itself while and after the demo company is written, so that half a demo is never taken for one. */
const BEGUN = 'Muster demo: being written';
const COMPLETE = 'Muster demo: complete';

/** Whether a database still waits for its demo company. */
export type DemoState = 'wanted' | 'half-written' | 'there';

/** Looks whether the demo company was written. A database that holds any company of its own gets no demo. */
export async function demoState(databaseUrl: string): Promise<DemoState> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ comment: string | null; companies: boolean }>(
      `select shobj_description(oid, 'pg_database') as comment, exists (select from tenant) as companies
         from pg_database where datname = current_database()`,
    );
    if (rows[0]?.comment === BEGUN) return 'half-written';
    return rows[0]?.companies ? 'there' : 'wanted';
  } finally {
    await client.end();
  }
}

/** Writes the demo company, in a process of its own, whose memory is given back afterwards. */
export async function writeDemo(databaseUrl: string, size: string): Promise<void> {
  await note(databaseUrl, BEGUN);
  const program = inRepository('apps/server/dist/demo.js');
  const env = { ...process.env, DATABASE_URL: databaseUrl, LOG_LEVEL: 'warn' };
  await step(`Writing the demo company (${size})`, () => runProgram(program, ['--size', size], env));
  await note(databaseUrl, COMPLETE);
  say(`  The demo company is written (${size}).`);
}

/** @throws StartProblem because only the built-in database may be emptied without asking */
export function refuseHalfWritten(): never {
  throw new StartProblem(
    'An earlier start was interrupted while it wrote the demo company into the database of DATABASE_URL.',
    'Empty that database (drop and create it) and start again.',
  );
}

async function note(databaseUrl: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>('select current_database() as name');
    await client.query(`comment on database ${pg.escapeIdentifier(rows[0]?.name ?? '')} is ${pg.escapeLiteral(text)}`);
  } finally {
    await client.end();
  }
}
