import pg from 'pg';
import { step } from '../progress.mjs';
import { inRepository } from '../repository.ts';
import { runProgram } from './program.ts';

/** Noted on the database itself while and after the demo company is written, so that half a demo is never taken for one. */
const BEGUN = 'Muster demo: being written';
const COMPLETE = 'Muster demo: complete';

/** Whether the demo is still to be written, or was interrupted. A database that holds companies of its own gets no demo. */
export async function isDemoWanted(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ comment: string | null; companies: boolean }>(
      `select shobj_description(oid, 'pg_database') as comment, exists (select from tenant) as companies
         from pg_database where datname = current_database()`,
    );
    return rows[0]?.comment === BEGUN || rows[0]?.companies === false;
  } finally {
    await client.end();
  }
}

/** Writes what is missing of the demo company, in a process of its own, whose memory is given back afterwards. */
export async function writeDemo(databaseUrl: string, size: string, dataDir: string): Promise<void> {
  await note(databaseUrl, BEGUN);
  const program = inRepository('apps/server/dist/demo.js');
  // What is sealed of its people is sealed by the keys of the server that will read it.
  const env = { ...process.env, DATABASE_URL: databaseUrl, DATA_DIR: dataDir, LOG_LEVEL: 'warn' };
  await step(`Writing the demo company (${size})`, () => runProgram(program, ['--size', size], env));
  await note(databaseUrl, COMPLETE);
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
