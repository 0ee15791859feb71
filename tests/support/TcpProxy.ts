import { connect, createServer, type Server, type Socket } from 'node:net';

type Mode = 'open' | 'refusing' | 'swallowing';

/** Stands between two processes, so that a test can cut the connection between them and nothing else. */
export class TcpProxy {
  readonly #target: number;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #mode: Mode = 'open';

  private constructor(target: number) {
    this.#target = target;
    this.#server = createServer((client) => this.#accept(client));
  }

  /** A proxy on a port of its own before a port of this machine. */
  static async before(target: number): Promise<TcpProxy> {
    const proxy = new TcpProxy(target);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  /** Where it listens. */
  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the proxy does not listen');
    return address.port;
  }

  /** Closes all connections and lets nobody in: as when a process has gone. */
  cut(): void {
    this.#mode = 'refusing';
    this.#dropAll();
  }

  /** Leaves connections open and lets nothing through: as when a network has gone. */
  swallow(): void {
    this.#mode = 'swallowing';
    for (const socket of this.#sockets) socket.unpipe();
    for (const socket of this.#sockets) socket.resume();
  }

  /** Lets everything through again; what stood during the cut has to connect anew. */
  mend(): void {
    this.#mode = 'open';
    this.#dropAll();
  }

  /** Ends it. */
  close(): void {
    this.#dropAll();
    this.#server.close();
  }

  #accept(client: Socket): void {
    this.#keep(client);
    if (this.#mode === 'refusing') client.destroy();
    else if (this.#mode === 'swallowing') client.resume();
    else this.#join(client, this.#keep(connect(this.#target, '127.0.0.1')));
  }

  #join(client: Socket, target: Socket): void {
    client.pipe(target).pipe(client);
    client.on('close', () => target.destroy());
    target.on('close', () => client.destroy());
  }

  #keep(socket: Socket): Socket {
    this.#sockets.add(socket.setNoDelay());
    // An end that breaks off is what this is for; 'close' follows.
    socket.on('error', () => undefined);
    socket.on('close', () => this.#sockets.delete(socket));
    return socket;
  }

  #dropAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}
