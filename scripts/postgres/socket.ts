import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes of the path of a socket on the strictest system, macOS (sockaddr_un). */
const LONGEST_PATH = 103;

/** The name of PostgreSQL's socket, with the longest port. */
const SOCKET = '.s.PGSQL.65535';

/**
 * Where a PostgreSQL of this machine listens beside its port: in its data folder, which only its owner may enter. A
 * message there and back costs half of what it costs over the loopback interface. Undefined where paths are too long, or
 * on Windows.
 */
export function socketFolder(dataFolder: string): string | undefined {
  const fits = Buffer.byteLength(join(dataFolder, SOCKET)) <= LONGEST_PATH;
  return fits && process.platform !== 'win32' ? dataFolder : undefined;
}

/** Removes the sockets of a PostgreSQL that is gone: their locks name a process whose number another may have by now. */
export function removeSockets(dataFolder: string): void {
  for (const name of readdirSync(dataFolder)) {
    if (name.startsWith('.s.PGSQL.')) rmSync(join(dataFolder, name), { force: true });
  }
}
