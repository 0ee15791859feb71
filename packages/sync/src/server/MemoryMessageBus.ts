import type { MessageBus } from './message-bus.ts';

type Receive = (message: Uint8Array) => void;

/** Several nodes in one process, for tests and experiments: `join()` once for each node. */
export class MemoryMessageBus {
  readonly #nodes = new Map<string, Receive>();
  /** Whether messages are lost for the moment, as when the network is. */
  cut = false;

  /** The bus as one node holds it. */
  join(): MessageBus {
    let ownId = '';
    return {
      listen: (nodeId, receive) => {
        ownId = nodeId;
        this.#nodes.set(nodeId, receive);
      },
      broadcast: (message) => {
        for (const nodeId of this.#nodes.keys()) this.#deliver(nodeId, message);
      },
      send: (nodeId, message) => this.#deliver(nodeId, message),
      close: () => {
        this.#nodes.delete(ownId);
        return Promise.resolve();
      },
    };
  }

  /** In a later turn, as over a network. */
  #deliver(nodeId: string, message: Uint8Array): void {
    if (this.cut) return;
    setImmediate(() => this.#nodes.get(nodeId)?.(message));
  }
}
