import { parseArgs } from 'node:util';
import { readEnvironment } from './core/environment.ts';
import { log } from './core/log.ts';
import { startServer } from './services/server.ts';

const { values } = parseArgs({ options: { services: { type: 'string', default: 'api,sync,worker' } } });

const server = await startServer(readEnvironment(), values.services.split(',')).catch((error: unknown) => {
  log.fatal({ error }, error instanceof Error ? error.message : 'the server could not start');
  process.exit(1);
});
process.send?.({ ready: true, address: server.address });

/** Milliseconds that a clean stop may take after draining; container engines kill after ten seconds unless told otherwise. */
const patience = 8_000;

let stopping = false;
async function stop(signal: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  log.info({ signal }, 'stopping');
  // Edits that wait for a database that has gone would keep the process for ever. They were never acknowledged, so
  // their writers still hold them.
  setTimeout(() => {
    log.error({ drainTime: server.drainTime, patience }, 'stopping took too long; ending anyway');
    process.exit(1);
  }, server.drainTime + patience);
  await server.stop();
  process.exit(0);
}
process.on('SIGTERM', (signal) => void stop(signal));
process.on('SIGINT', (signal) => void stop(signal));
// The launcher has gone (its end of the channel closed): nobody is left to stop this process.
process.on('disconnect', () => void stop('disconnect'));
process.on('unhandledRejection', (error) => log.error({ error }, 'a promise was rejected and nobody looked'));
