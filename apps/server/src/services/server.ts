import type { Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { type RunningCollaboration, startCollaboration } from '../collaboration/index.ts';
import { closeDatabase, openDatabase } from '../core/database/index.ts';
import type { Environment } from '../core/environment.ts';
import { log } from '../core/log.ts';
import { mailTransport } from '../core/mail/transport.ts';
import { openPublicOrigin } from '../core/public-origin.ts';
import { PublishedFeed } from '../core/published-feed.ts';
import { openRedis } from '../core/redis.ts';
import { openKeyRing } from '../core/sealing/key-ring.ts';
import { demoLogins } from '../demo/index.ts';
import {
  allowPrivateIssuers,
  hearOfRights,
  offerDemoLogins,
  offerDemoOperator,
  sealOperatorsAnew,
} from '../identity/index.ts';
import { registerWork, workSubscribers } from '../work/index.ts';
import { createApi } from './api.ts';
import { refuseNewWork } from './health.ts';
import { Metrics } from './metrics/Metrics.ts';
import { registerMetrics } from './metrics/register-metrics.ts';
import { createRealtime } from './realtime.ts';
import { startWorker } from './worker.ts';

export interface RunningServer {
  address: string;
  /** Milliseconds that `stop` goes on working at first. */
  drainTime: number;
  stop: () => Promise<void>;
}

/** Starts the named services (api, sync, worker) in this process, over one HTTP server. */
export async function startServer(environment: Environment, services: readonly string[]): Promise<RunningServer> {
  openDatabase(environment.DATABASE_URL);
  openKeyRing(environment.MUSTER_KEYS, environment.DATA_DIR);
  openPublicOrigin(environment.PUBLIC_URL ?? `http://localhost:${environment.PORT}`);
  allowPrivateIssuers(environment.OIDC_PRIVATE_ISSUERS);
  if (environment.MUSTER_DEMO) offerDemoLogins(demoLogins);
  if (environment.MUSTER_DEMO) await offerDemoOperator();
  await sealOperatorsAnew();
  registerWork();
  if (environment.REDIS_URL) await openRedis();
  const feed = new PublishedFeed();
  // First of all listeners: what the others decide anew, they shall decide by what is true now.
  feed.on(hearOfRights);
  const metrics = new Metrics();
  const app = await createApi(environment);
  registerMetrics(app, metrics, environment.METRICS_TOKEN);
  const collaboration = startCollaboration({
    feed,
    publicUrl: environment.PUBLIC_URL,
    trustProxy: environment.TRUST_PROXY,
    redisUrl: environment.REDIS_URL,
    observer: metrics.observer,
  });
  metrics.watch(collaboration);
  const realtime = await createRealtime(app.server, feed, environment);
  if (services.includes('sync')) routeSync(app.server, collaboration);
  const worker = services.includes('worker')
    ? startWorker({ subscribers: workSubscribers, sendMail: mailTransport(environment) })
    : undefined;
  await feed.start();
  const address = await app.listen({ port: environment.PORT, host: environment.HOST });
  log.info({ address, services }, 'listening');
  const drainTime = environment.DRAIN_SECONDS * 1_000;
  return {
    address,
    drainTime,
    stop: async () => {
      refuseNewWork();
      // Time for the load balancer to notice; whoever is sent away afterwards comes back to another server.
      await delay(drainTime);
      await collaboration.stop();
      await realtime.close();
      await app.close();
      await worker?.stop();
      await feed.stop();
      await closeDatabase();
    },
  };
}

/** Upgrades for live documents go to the sync server; socket.io takes its own; any other is refused. */
function routeSync(server: Server, collaboration: RunningCollaboration): void {
  server.on('upgrade', (request, socket, head) => {
    const path = request.url ?? '';
    if (path.startsWith('/sync/')) collaboration.sync.handleUpgrade(request, socket, head);
    else if (!path.startsWith('/realtime')) socket.destroy();
  });
}
