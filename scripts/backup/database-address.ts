import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CLUSTER_OWNER, clusterExists, clusterPassword } from '../postgres/cluster.ts';
import { commandLine } from '../postgres/process.ts';
import { startPostgres } from '../postgres/server.ts';
import { StartProblem } from '../problem.ts';
import { repositoryRoot } from '../repository.ts';
import { claimDataFolder } from '../start/data-folder.ts';
import { DATABASE, ensureDatabase } from '../start/database.ts';

/** A database for the time of one backup or restore. */
export interface ReachedDatabase {
  url: string;
  /** Ends what was started for it. */
  leave(): Promise<void>;
}

/** Where `npm start` keeps its data. */
export const dataFolderOf = (env: NodeJS.ProcessEnv) => resolve(repositoryRoot, env.DATA_DIR ?? '.data');

/**
 * DATABASE_URL, else the built-in PostgreSQL: the one that `npm start` runs at the moment, or one started for this.
 * @throws StartProblem where there is none
 */
export async function reachDatabase(env: NodeJS.ProcessEnv): Promise<ReachedDatabase> {
  if (env.DATABASE_URL) return { url: env.DATABASE_URL, leave: async () => undefined };
  const folder = dataFolderOf(env);
  if (!clusterExists(join(folder, 'postgres'))) {
    throw new StartProblem(
      `There is no data of Muster in ${folder}.`,
      'Name its data folder (DATA_DIR=/path npm run …), or the address of its database (DATABASE_URL).',
    );
  }
  const running = runningUrl(join(folder, 'postgres'));
  return running ? { url: running, leave: async () => undefined } : startAlone(folder);
}

/** The same for a restore: the server must not be running, and an empty database is made where there is none. */
export async function reachEmptyDatabase(env: NodeJS.ProcessEnv): Promise<ReachedDatabase> {
  if (env.DATABASE_URL) return { url: env.DATABASE_URL, leave: async () => undefined };
  return startAlone(dataFolderOf(env));
}

/** PostgreSQL notes its port in the fourth line of postmaster.pid. */
function runningUrl(dataFolder: string): string | undefined {
  const file = join(dataFolder, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n');
  if (!commandLine(Number(pid))?.includes(dataFolder)) return undefined;
  return `postgres://${CLUSTER_OWNER}:${clusterPassword(dataFolder)}@127.0.0.1:${port}/${DATABASE}`;
}

async function startAlone(folder: string): Promise<ReachedDatabase> {
  const giveBack = claimDataFolder(folder);
  const options = { dataFolder: join(folder, 'postgres'), logFile: join(folder, 'postgres.log') };
  const postgres = await startPostgres(options);
  await ensureDatabase(postgres.url('postgres'));
  const leave = async () => {
    await postgres.stop();
    giveBack();
  };
  return { url: postgres.url(DATABASE), leave };
}
