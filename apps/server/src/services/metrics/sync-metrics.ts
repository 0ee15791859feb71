import { Counter, Gauge, type Registry } from 'prom-client';
import type { RunningCollaboration, SyncStats } from '../../collaboration/index.ts';

interface Reading {
  readonly name: string;
  readonly help: string;
  readonly read: (stats: SyncStats) => number;
}

const gauges: readonly Reading[] = [
  { name: 'connections', help: 'Open connections to live documents.', read: (stats) => stats.connections },
  {
    name: 'silent_connections',
    help: 'Those of them that have not asked for their document.',
    read: (stats) => stats.silent,
  },
  { name: 'rooms', help: 'Documents that somebody has open here.', read: (stats) => stats.rooms },
  { name: 'other_nodes', help: 'Other servers that are alive, as this one hears.', read: (stats) => stats.otherNodes },
  {
    name: 'fan_out_lag_seconds',
    help: 'How long a message to all servers last took; 0 without Redis.',
    read: (stats) => (stats.busLag ?? 0) / 1_000,
  },
  {
    name: 'log_waiting_updates',
    help: 'Updates received and not stored yet.',
    read: (stats) => stats.pendingUpdates,
  },
  { name: 'log_waiting_bytes', help: 'Their bytes.', read: (stats) => stats.pendingBytes },
  {
    name: 'log_lag_seconds',
    help: 'For how long the oldest of them has waited.',
    read: (stats) => stats.oldestWait / 1_000,
  },
];

const counters: readonly Reading[] = [
  { name: 'updates_total', help: 'Updates stored since start.', read: (stats) => stats.committedUpdates },
  { name: 'commits_total', help: 'Commits that stored them.', read: (stats) => stats.commits },
  {
    name: 'failed_commits_total',
    help: 'Commits that failed and were tried again.',
    read: (stats) => stats.failedAppends,
  },
  { name: 'deliveries_total', help: 'Document frames written to sockets.', read: (stats) => stats.deliveries },
];

/** What the sync server counts by itself, read when somebody asks. */
export function registerSyncMetrics(registry: Registry, { sync }: RunningCollaboration): void {
  for (const { name, help, read } of gauges) {
    const gauge: Gauge = new Gauge({
      name: `muster_sync_${name}`,
      help,
      registers: [registry],
      collect: () => gauge.set(read(sync.stats())),
    });
  }
  for (const { name, help, read } of counters) {
    const counter: Counter = new Counter({
      name: `muster_sync_${name}`,
      help,
      registers: [registry],
      collect: () => {
        counter.reset();
        counter.inc(read(sync.stats()));
      },
    });
  }
}
