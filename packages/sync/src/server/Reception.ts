import { setTimeout as delay } from 'node:timers/promises';
import { CLOSE } from '../protocol/close-codes.ts';
import type { Authorization, Authorize, SyncUser } from './access.ts';
import { backoff } from './backoff.ts';
import { Connection, type Visitor } from './Connection.ts';
import type { Rooms } from './Rooms.ts';
import type { SyncServices } from './services.ts';
import type { ConnectionIdentity } from './sync-server.ts';

/** A question that is being asked; another one that arrives meanwhile is asked once more afterwards. */
interface Recheck {
  again: boolean;
  done: Promise<void>;
}

/** How many questions a recheck asks at once, so that it does not take the database from everyone else. */
const RECHECKS_AT_ONCE = 16;

/** Lets visitors in, and asks again when what they may do has changed. */
export class Reception {
  readonly #authorize: Authorize;
  readonly #rooms: Rooms;
  readonly #services: SyncServices;
  readonly #connections = new Set<Connection>();
  readonly #rechecking = new Map<Connection, Recheck>();
  #recheckCalls = 0;

  constructor(authorize: Authorize, rooms: Rooms, services: SyncServices) {
    this.#authorize = authorize;
    this.#rooms = rooms;
    this.#services = services;
  }

  get connections(): ReadonlySet<Connection> {
    return this.#connections;
  }

  /** Who has which documents open, each person once for a document. */
  people(): ReadonlyMap<string, readonly SyncUser[]> {
    const people = new Map<string, SyncUser[]>();
    for (const { identity } of this.#connections) {
      const here = people.get(identity.documentId) ?? [];
      if (!here.some(({ id }) => id === identity.user.id)) here.push(identity.user);
      people.set(identity.documentId, here);
    }
    return people;
  }

  /** How many connections there are to each document. */
  connectionCounts(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const { identity } of this.#connections) {
      counts.set(identity.documentId, (counts.get(identity.documentId) ?? 0) + 1);
    }
    return counts;
  }

  /** Nothing is read from the socket until the answer is there. */
  async receive(visitor: Visitor): Promise<void> {
    const { socket, request, documentName } = visitor;
    socket.hold('authorizing');
    try {
      const callsBefore = this.#recheckCalls;
      const authorization = await this.#authorize(request, documentName);
      if (socket.closed) return;
      const connection = this.#admit(visitor, authorization);
      // Access may have been withdrawn between the answer and now, when this connection could not be found yet.
      if (connection !== null && callsBefore !== this.#recheckCalls) await this.#recheckOne(connection);
    } catch (error) {
      this.#services.logger?.error({ err: error, documentName }, 'access could not be checked');
      socket.close(CLOSE.tryAgainLater, 'access cannot be checked right now');
    } finally {
      socket.release('authorizing');
    }
  }

  /** Asks again for every connection that the filter picks; resolves when all have been dealt with. */
  async recheck(filter: (connection: ConnectionIdentity) => boolean): Promise<void> {
    this.#recheckCalls += 1;
    const concerned = [...this.#connections].filter((connection) => filter(connection.identity)).values();
    const worker = async () => {
      for (const connection of concerned) await this.#recheckOne(connection);
    };
    await Promise.all(Array.from({ length: RECHECKS_AT_ONCE }, worker));
  }

  /** Closes every connection to a document; their clients come back at once. */
  closeDocument(documentId: string, reason: string): void {
    for (const { identity, socket } of this.#connections) {
      if (identity.documentId === documentId) socket.close(CLOSE.restarting, reason);
    }
  }

  #admit(visitor: Visitor, authorization: Authorization): Connection | null {
    if (!authorization.ok) {
      visitor.socket.close(authorization.closeCode, authorization.reason);
      return null;
    }
    const room = this.#rooms.open(authorization.documentId, this.#services);
    const connection = new Connection(visitor, authorization, room, this.#services, (left) => this.#leave(left));
    visitor.socket.listen(connection);
    this.#connections.add(connection);
    this.#services.silent.add(connection);
    return connection;
  }

  #leave(connection: Connection): void {
    this.#connections.delete(connection);
    this.#rooms.release(connection.room, this.#services);
  }

  #recheckOne(connection: Connection): Promise<void> {
    const running = this.#rechecking.get(connection);
    if (running !== undefined) {
      running.again = true;
      return running.done;
    }
    const recheck = { again: true, done: Promise.resolve() };
    this.#rechecking.set(connection, recheck);
    recheck.done = this.#askUntilCurrent(connection, recheck);
    return recheck.done;
  }

  async #askUntilCurrent(connection: Connection, recheck: Recheck): Promise<void> {
    while (recheck.again && !connection.socket.closed) {
      recheck.again = false;
      await this.#askAgain(connection);
    }
    this.#rechecking.delete(connection);
  }

  /** Repeats until there is an answer: an outage must not leave access as it was for good. */
  async #askAgain(connection: Connection): Promise<void> {
    for (let failures = 1; !connection.socket.closed; failures++) {
      try {
        connection.reauthorize(await this.#authorize(connection.request, connection.identity.documentName));
        return;
      } catch (error) {
        this.#services.logger?.error({ err: error }, 'access could not be rechecked');
      }
      await delay(backoff(failures), undefined, { ref: false });
    }
  }
}
