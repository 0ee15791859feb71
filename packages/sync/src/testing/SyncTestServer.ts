import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Access, Authorization } from '../server/access.ts';
import { createSyncServer } from '../server/create-sync-server.ts';
import type { SyncServer, SyncServerOptions } from '../server/sync-server.ts';
import { ScriptedLog } from './ScriptedLog.ts';

/** A real sync server on loopback. `?user=` says who connects; what they may do is in `access`, by default everything. */
export class SyncTestServer {
  readonly log: ScriptedLog;
  readonly sync: SyncServer;
  readonly access = new Map<string, Access | { readonly closeCode: number; readonly reason: string }>();
  readonly committed: { readonly documentId: string; readonly lastSeq: number }[] = [];
  readonly logged: string[] = [];
  readonly #http: Server;

  private constructor(log: ScriptedLog, options: Partial<SyncServerOptions>) {
    const record = (_fields: object, message: string) => this.logged.push(message);
    this.log = log;
    this.sync = createSyncServer({
      log,
      authorize: async (request, documentName) => this.#authorize(request, documentName),
      onCommitted: (documentId, lastSeq) => this.committed.push({ documentId, lastSeq }),
      logger: { info: record, warn: record, error: record },
      ...options,
    });
    this.#http = createServer().on('upgrade', (request, socket, head) =>
      this.sync.handleUpgrade(request, socket, head),
    );
  }

  static async start(
    options: Partial<SyncServerOptions> = {},
    log = new ScriptedLog(),
    port = 0,
  ): Promise<SyncTestServer> {
    const server = new SyncTestServer(log, options);
    server.#http.listen(port, '127.0.0.1');
    await once(server.#http, 'listening');
    return server;
  }

  get port(): number {
    const address = this.#http.address();
    if (address === null || typeof address === 'string') throw new Error('not listening');
    return (address satisfies AddressInfo).port;
  }

  /** The address to which clients append the document name. */
  get url(): string {
    return `ws://127.0.0.1:${this.port}/sync`;
  }

  async stop(): Promise<void> {
    this.log.open();
    await this.sync.close();
    this.#http.closeAllConnections();
    this.#http.close();
  }

  #authorize(request: IncomingMessage, documentName: string): Authorization {
    const userId = new URL(request.url ?? '', 'http://localhost').searchParams.get('user') ?? 'ana';
    const access = this.access.get(userId) ?? 'write';
    if (typeof access === 'object') return { ok: false, ...access };
    const user = { id: userId, name: userId.toUpperCase(), color: '#3050ff' };
    return { ok: true, documentId: `id-of-${documentName}`, access, sessionId: `session-${userId}`, user };
  }
}
