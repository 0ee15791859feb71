import { onTestFinished } from 'vitest';
import { MemoryMessageBus } from '../server/MemoryMessageBus.ts';
import type { SyncServerOptions } from '../server/sync-server.ts';
import { ScriptedLog } from './ScriptedLog.ts';
import { SyncTestServer } from './SyncTestServer.ts';

/** Several servers on one log, with a bus between them. */
export interface TestNodes {
  readonly log: ScriptedLog;
  readonly bus: MemoryMessageBus;
  readonly nodes: readonly [SyncTestServer, SyncTestServer, ...SyncTestServer[]];
  start(): Promise<SyncTestServer>;
}

/** The safety net is so slow here that only messages and gaps in the numbers can explain what arrives. */
const MESSAGES_ONLY = { followInterval: 3_600_000, closeFollowInterval: 3_600_000, heartbeatInterval: 100 };

/** Two servers for the running test, stopped at its end. */
export async function startNodes(options: Partial<SyncServerOptions> = {}): Promise<TestNodes> {
  const log = new ScriptedLog();
  const bus = new MemoryMessageBus();
  const start = async () => {
    const limits = { ...MESSAGES_ONLY, ...options.limits };
    const node = await SyncTestServer.start({ ...options, bus: bus.join(), limits }, log);
    onTestFinished(() => node.stop());
    return node;
  };
  return { log, bus, nodes: [await start(), await start()], start };
}
