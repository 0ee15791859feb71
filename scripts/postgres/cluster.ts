import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { errorText, StartProblem } from '../problem.ts';
import type { Account } from './account.ts';
import { POSTGRES_MAJOR } from './binaries.ts';

/** The role that owns the databases; the password lies beside the data folder, readable by its owner only. */
export const CLUSTER_OWNER = 'muster';

const passwordFile = (dataFolder: string) => `${dataFolder}.password`;

export function clusterPassword(dataFolder: string): string {
  return readFileSync(passwordFile(dataFolder), 'utf8').trim();
}

/** Whether the data folder holds a database already. Says so when it holds one of another version, or a broken one. */
export function clusterExists(dataFolder: string): boolean {
  if (!existsSync(dataFolder) || readdirSync(dataFolder).length === 0) return false;
  const version = readVersion(dataFolder);
  if (version === undefined || !existsSync(passwordFile(dataFolder))) throw brokenFolder(dataFolder);
  if (version === POSTGRES_MAJOR) return true;
  throw new StartProblem(
    `The data in ${dataFolder} was written by PostgreSQL ${version}; this version of Muster brings PostgreSQL ${POSTGRES_MAJOR}.`,
    'Start the version of Muster that wrote it, save the data with pg_dump, and load it here with psql; or use another DATA_DIR.',
  );
}

function readVersion(dataFolder: string): string | undefined {
  const file = join(dataFolder, 'PG_VERSION');
  const complete = existsSync(file) && existsSync(join(dataFolder, 'global', 'pg_control'));
  return complete ? readFileSync(file, 'utf8').trim() : undefined;
}

export function brokenFolder(dataFolder: string, detail = 'it is incomplete'): StartProblem {
  const folder = dirname(dataFolder);
  return new StartProblem(
    `The data folder ${dataFolder} cannot be used: ${detail}.`,
    `Put a backup in its place, or keep it aside and begin afresh: mv ${folder} ${folder}.broken && npm start`,
  );
}

/** Makes an empty database cluster. It appears under its name only when complete, so that a killed start leaves no half of one. */
export async function createCluster(dataFolder: string, initdb: string, account: Account, flags: string[] = []) {
  const draft = `${dataFolder}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  const { owner } = account;
  if (owner) chownSync(draft, owner.uid, owner.gid);
  const secret = join(draft, '..', 'initial-password');
  writeFileSync(secret, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (owner) chownSync(secret, owner.uid, owner.gid);
  const base = ['--username', CLUSTER_OWNER, '--pwfile', secret, '--auth', 'scram-sha-256', '--encoding', 'UTF8'];
  // The builtin provider sorts alike on every machine and needs none of the system's locales.
  const locale = ['--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'];
  await runInitdb([...account.prefix, initdb, '--pgdata', draft, ...base, ...locale, ...flags], account);
  renameSync(secret, passwordFile(dataFolder));
  rmSync(dataFolder, { recursive: true, force: true });
  renameSync(draft, dataFolder);
}

async function runInitdb([program = '', ...args]: string[], { identity }: Account): Promise<void> {
  try {
    await promisify(execFile)(program, args, { ...identity, env: { ...process.env, LC_ALL: 'C' } });
  } catch (error) {
    const detail = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : errorText(error);
    if (detail.includes('No space left on device')) throw diskFull(detail);
    throw new StartProblem(
      `PostgreSQL could not make its data folder: ${detail}`,
      'Check that the folder can be written to.',
    );
  }
}

export function diskFull(detail: string): StartProblem {
  return new StartProblem(
    `The disk is full (${detail
      .split('\n')
      .find((line) => line.includes('No space'))
      ?.trim()}).`,
    'Free some space, or put the data elsewhere with DATA_DIR=/path npm start. Nothing that was saved is lost.',
  );
}
