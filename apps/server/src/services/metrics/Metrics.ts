import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { RunningCollaboration, SyncObserver } from '../../collaboration/index.ts';
import { type ReadFigures, registerDocumentMetrics } from './document-metrics.ts';
import { registerSyncMetrics } from './sync-metrics.ts';

/** Seconds. */
const latencies = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const batchSizes = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 5_000];

/** Everything that `/metrics` tells about this process, in the text format of Prometheus. docs/metrics.md explains each. */
export class Metrics {
  readonly #registry = new Registry();
  /** For the sync server, which calls it on the way of every edit. */
  readonly observer: SyncObserver = this.#makeObserver();
  #readDocuments: ReadFigures | undefined;

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** Call once live documents are served. */
  watch(collaboration: RunningCollaboration): void {
    registerSyncMetrics(this.#registry, collaboration);
    this.#readDocuments = registerDocumentMetrics(this.#registry, collaboration);
  }

  async text(): Promise<string> {
    await this.#readDocuments?.();
    return this.#registry.metrics();
  }

  #makeObserver(): SyncObserver {
    const acknowledgement = this.#histogram(
      'muster_sync_acknowledgement_seconds',
      'From the receipt of an update until its writer was told that it is stored.',
      latencies,
    );
    const duration = this.#histogram('muster_sync_commit_seconds', 'How long commits of updates take.', latencies);
    const size = this.#histogram('muster_sync_commit_updates', 'How many updates share a commit.', batchSizes);
    const refusals = this.#counter('muster_sync_refusals_total', 'Changes that were refused.', 'code');
    const offenders = this.#counter('muster_sync_offenders_total', 'Connections closed for what they sent.', 'code');
    const turnedAway = this.#counter('muster_sync_turned_away_total', 'Visitors who were sent away.', 'reason');
    return {
      acknowledged: (milliseconds) => acknowledgement.observe(milliseconds / 1_000),
      committed: (updates, milliseconds) => {
        size.observe(updates);
        duration.observe(milliseconds / 1_000);
      },
      refused: (code) => refusals.inc({ code }),
      offended: (closeCode) => offenders.inc({ code: String(closeCode) }),
      turnedAway: (reason) => turnedAway.inc({ reason }),
    };
  }

  #histogram(name: string, help: string, buckets: number[]): Histogram {
    return new Histogram({ name, help, buckets, registers: [this.#registry] });
  }

  #counter(name: string, help: string, label: string): Counter {
    return new Counter({ name, help, labelNames: [label], registers: [this.#registry] });
  }
}
