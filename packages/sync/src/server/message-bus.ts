/**
 * How the servers of one installation (its nodes) reach each other. Messages of one node arrive in the order in which it
 * sent them; any of them may be lost, for the log has everything that must not be. A node that is not reached notices
 * by its own broadcasts, which stay away.
 */
export interface MessageBus {
  /** Hands over what arrives from now on: every broadcast, own ones included, and what is sent to `nodeId`. */
  listen(nodeId: string, receive: (message: Uint8Array) => void): void;
  /** Sends to every node, this one included. Never throws: what cannot be sent is dropped. */
  broadcast(message: Uint8Array): void;
  /** Sends to one node. Never throws: what cannot be sent is dropped. */
  send(nodeId: string, message: Uint8Array): void;
  /** Ends it; what was sent before still leaves. */
  close(): Promise<void>;
}
