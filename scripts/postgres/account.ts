import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StartProblem } from '../problem.ts';

/** How to start a PostgreSQL program: as whom, and through which program. */
export interface Account {
  /** Who must own the data folder, when it is not whoever runs this. */
  owner: { uid: number; gid: number } | undefined;
  /** For child_process. */
  identity: { uid?: number; gid?: number };
  /** Goes before the program and its arguments. */
  prefix: string[];
}

/** PostgreSQL refuses to run as root, so root lends it an account without rights; anybody else runs it as themselves. */
export function postgresAccount(dataFolder: string, programs: string[]): Account {
  if (process.getuid?.() !== 0) return { owner: undefined, identity: {}, prefix: [] };
  const owner = ownerOf(dataFolder) ?? unprivilegedUser();
  const { uid, gid } = owner;
  const places = [dirname(dataFolder), ...programs.map((program) => dirname(program))];
  const closed = places.find((place) => !canEnter(place, uid, gid));
  if (closed === undefined) return { owner, identity: owner, prefix: [] };
  return { owner, identity: {}, prefix: throughClosedFolders(uid, gid, closed) };
}

function ownerOf(folder: string): { uid: number; gid: number } | undefined {
  if (!existsSync(folder)) return undefined;
  const { uid, gid } = statSync(folder);
  return uid === 0 ? undefined : { uid, gid };
}

function unprivilegedUser(): { uid: number; gid: number } {
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => Number.parseInt(spawnSync('id', [flag, name]).stdout.toString(), 10));
    if (uid && gid) return { uid, gid };
  }
  throw new StartProblem(
    'PostgreSQL refuses to run as root, and this machine has neither a user "postgres" nor "nobody" to run it as.',
    'Run npm start as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
  );
}

/** Whether the user may pass through a folder and all folders above it. */
function canEnter(folder: string, uid: number, gid: number): boolean {
  if (existsSync(folder)) {
    const { mode, uid: owner, gid: group } = statSync(folder);
    const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
  }
  return dirname(folder) === folder || canEnter(dirname(folder), uid, gid);
}

/**
 * A clone below /root (mode 700) is closed to every other user. setpriv gives the account the one capability that opens
 * folders, and nothing else of root.
 */
function throughClosedFolders(uid: number, gid: number, closed: string): string[] {
  // Without no_setuid_fixup the kernel would forget the capability in access(), by which initdb looks for its programs.
  const bits = ['--securebits=+no_setuid_fixup', '--bounding-set=-all,+dac_override'];
  const caps = [...bits, '--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  const prefix = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', ...caps, '--'];
  if (spawnSync('setpriv', [...prefix.slice(1), 'true']).status === 0) return prefix;
  throw new StartProblem(
    `PostgreSQL refuses to run as root, and the account it would run as may not enter ${closed}.`,
    'Run npm start as an ordinary user, or clone into a folder that others may enter, such as /opt/muster.',
  );
}
