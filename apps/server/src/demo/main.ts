import { parseArgs } from 'node:util';
import { closeDatabase, openDatabase } from '../core/database/index.ts';
import { type KeyRing, keyRing, openKeyRing } from '../core/sealing/key-ring.ts';
import { hashPassword } from '../identity/index.ts';
import { companies, type Size, sizes } from './companies.ts';
import { startOfToday } from './instants.ts';
import { demoPassword } from './logins.ts';
import { Progress } from './Progress.ts';
import { seedCompany } from './seed-company.ts';

const usage = `Fills an empty Muster with a demo: a moving company and a small plumbing company.
  DATABASE_URL=postgres://… node dist/demo.js [--size ${Object.keys(sizes).join('|')}]`;

/** PostgreSQL's SQLSTATE undefined_table. */
const undefinedTable = '42P01';

function isSize(value: string): value is Size {
  return Object.hasOwn(sizes, value);
}

/** Seeds what is missing; a company that is there already is left alone, whatever its size. */
async function seed(databaseUrl: string, size: Size): Promise<void> {
  const startedAt = performance.now();
  openDatabase(databaseUrl);
  const seeding = { passwordHash: await hashPassword(demoPassword), ring: keys(), progress: new Progress() };
  let cards = 0;
  let made = 0;
  for (const company of companies(size, startOfToday())) {
    const seeded = await seedCompany(company, seeding);
    cards += seeded.cards;
    made += Number(seeded.made);
  }
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  const names = made === 1 ? '1 company' : `${made} companies`;
  console.log(made === 0 ? 'The demo is there already.' : `Demo (${size}): ${names}, ${cards} cards, in ${seconds} s.`);
}

/** Those of the server that will read what is sealed; it looks in the same places. */
function keys(): KeyRing | null {
  const { MUSTER_KEYS: given, DATA_DIR: dataFolder } = process.env;
  if (!given && !dataFolder) return null;
  openKeyRing(given, dataFolder ?? '.data');
  return keyRing();
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { size: { type: 'string', default: 'small' } } });
  const databaseUrl = process.env.DATABASE_URL;
  if (!isSize(values.size)) throw new Error(`There is no size "${values.size}".\n${usage}`);
  if (!databaseUrl) throw new Error(`DATABASE_URL is not set.\n${usage}`);
  await seed(databaseUrl, values.size);
}

function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === undefinedTable) {
    return `the database has no tables yet (${error.message}). Apply the migrations first: npm run db:migrate`;
  }
  return error instanceof Error ? error.message : String(error);
}

try {
  await main();
} catch (error) {
  console.error(`The demo could not be made: ${reasonOf(error)}`);
  process.exitCode = 1;
} finally {
  await closeDatabase();
}
