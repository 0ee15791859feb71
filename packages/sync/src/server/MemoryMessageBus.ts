import type { MessageBus } from './message-bus.ts';

type Receive = (message: Uint8Array) => void;

/** Several nodes in one process, for tests and experiments: `join()` once for each node. */
export class MemoryMessageBus {
  readonly #nodes = new Map<string, Receive>();
  /** Whether messages are lost for the moment, as when the network is. */
  cut = false;
  /** The node that nobody else hears for the moment. */
  silenced: MessageBus | null = null;

  /** The bus as one node holds it. */
  join(): MessageBus {
    let ownId = '';
    const deliver = (nodeId: string, message: Uint8Array) => {
      if (this.cut || (this.silenced === bus && nodeId !== ownId)) return;
      // In a later turn, as over a network.
      setImmediate(() => this.#nodes.get(nodeId)?.(message));
    };
    const bus: MessageBus = {
      listen: (nodeId, receive) => {
        ownId = nodeId;
        this.#nodes.set(nodeId, receive);
      },
      broadcast: (message) => {
        for (const nodeId of this.#nodes.keys()) deliver(nodeId, message);
      },
      send: deliver,
      close: () => {
        this.#nodes.delete(ownId);
        return Promise.resolve();
      },
    };
    return bus;
  }
}
