import { onTestFinished, vi } from 'vitest';
import type { SyncServerOptions } from '../server/sync-server.ts';
import { ScriptedLog } from './ScriptedLog.ts';
import { SyncTestServer } from './SyncTestServer.ts';

/** A busy machine is no failure: what is waited for has its own, shorter deadline. */
vi.setConfig({ testTimeout: 30_000 });

/** A server for the running test, stopped at its end. */
export async function startServer(
  options: Partial<SyncServerOptions> = {},
  log: ScriptedLog = new ScriptedLog(),
): Promise<SyncTestServer> {
  const server = await SyncTestServer.start(options, log);
  onTestFinished(() => server.stop());
  return server;
}
