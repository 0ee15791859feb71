import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { processIdentity } from '../postgres/process.ts';
import { errorCode, StartProblem } from '../problem.ts';

/** Megabytes: a new database with the demo company takes some 80; later PostgreSQL needs room to breathe. */
const ROOM_FOR_NEW = 250;
const ROOM_FOR_OLD = 50;

/** Makes the data folder and takes it for this process. @returns what gives it back */
export function claimDataFolder(folder: string): () => void {
  makeFolder(folder);
  requireRoom(folder);
  return lock(join(folder, 'muster.lock'));
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new StartProblem(
      `The data folder ${folder} cannot be written to (${errorCode(error)}).`,
      'Give this user access to it, or choose another one: DATA_DIR=/path npm start',
      { cause: error },
    );
  }
  // As root, PostgreSQL runs as another user, who must be able to pass through.
  if (process.getuid?.() === 0) chmodSync(folder, 0o755);
}

function requireRoom(folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  const free = Math.floor((bavail * bsize) / 1e6);
  const needed = existsSync(join(folder, 'postgres')) ? ROOM_FOR_OLD : ROOM_FOR_NEW;
  if (free >= needed) return;
  throw new StartProblem(
    `The disk that holds ${folder} is nearly full: ${free} MB are free, ${needed} MB are needed.`,
    'Free some space, or put the data elsewhere: DATA_DIR=/path npm start. Nothing that was saved is lost.',
  );
}

interface Owner {
  pid: number;
  identity: string;
}

/** A lock file that outlives a SIGKILL is recognised: its process is gone, or is another one by now. */
function lock(file: string): () => void {
  const owner = readOwner(file);
  if (owner && owner.pid !== process.pid && processIdentity(owner.pid) === owner.identity) {
    throw new StartProblem(
      `Muster is already running with this data (process ${owner.pid}).`,
      `Open it in the browser, or stop it (Ctrl-C there, or kill ${owner.pid}), or start a second one with its own DATA_DIR and PORT.`,
    );
  }
  writeFileSync(file, JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid) }));
  return () => rmSync(file, { force: true });
}

function readOwner(file: string): Owner | undefined {
  try {
    const owner: Partial<Owner> = JSON.parse(readFileSync(file, 'utf8'));
    return owner.pid && owner.identity ? { pid: owner.pid, identity: owner.identity } : undefined;
  } catch {
    // No lock, or one that a crash cut short: nobody holds it.
    return undefined;
  }
}
