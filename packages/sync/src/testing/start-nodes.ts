import { onTestFinished } from 'vitest';
import { MemoryMessageBus } from '../server/MemoryMessageBus.ts';
import type { MessageBus } from '../server/message-bus.ts';
import { decodeNodeMessage, type NodeMessage } from '../server/node-messages.ts';
import type { SyncServerOptions } from '../server/sync-server.ts';
import { RawClient } from './RawClient.ts';
import { ScriptedLog } from './ScriptedLog.ts';
import { SyncTestServer } from './SyncTestServer.ts';

/** Several servers on one log, with a bus between them. */
export interface TestNodes {
  readonly log: ScriptedLog;
  readonly bus: MemoryMessageBus;
  /** The bus as each of them holds it. */
  readonly seats: readonly MessageBus[];
  readonly nodes: readonly [SyncTestServer, SyncTestServer];
  /** What was sent from one node to another, broadcasts left out. */
  readonly sent: readonly NodeMessage[];
  /** Opens the same document on both, as two people. */
  readonly join: (documentName: string) => Promise<readonly [RawClient, RawClient]>;
}

/** The safety net is so slow here that only messages and gaps in the numbers can explain what arrives. */
const MESSAGES_ONLY = { followInterval: 3_600_000, closeFollowInterval: 3_600_000, heartbeatInterval: 100 };

function recording(bus: MessageBus, sent: NodeMessage[]): MessageBus {
  return {
    ...bus,
    send: (nodeId, bytes) => {
      const received = decodeNodeMessage(bytes);
      if (received) sent.push(received.message);
      bus.send(nodeId, bytes);
    },
  };
}

/** Two servers for the running test, stopped at its end. */
export async function startNodes(options: Partial<SyncServerOptions> = {}): Promise<TestNodes> {
  const log = new ScriptedLog();
  const bus = new MemoryMessageBus();
  const sent: NodeMessage[] = [];
  const seats: MessageBus[] = [];
  const start = async () => {
    const limits = { ...MESSAGES_ONLY, ...options.limits };
    const seat = bus.join();
    seats.push(seat);
    const node = await SyncTestServer.start({ ...options, bus: recording(seat, sent), limits }, log);
    onTestFinished(() => node.stop());
    return node;
  };
  const nodes = [await start(), await start()] as const;
  const open = (node: SyncTestServer, user: string, name: string) =>
    RawClient.join(`${node.url}/${name}?muster=1&user=${user}`);
  const join = async (name: string) => [await open(nodes[0], 'ana', name), await open(nodes[1], 'bob', name)] as const;
  return { log, bus, seats, nodes, sent, join };
}
