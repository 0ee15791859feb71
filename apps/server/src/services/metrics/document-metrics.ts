import { Counter, Gauge, type Registry } from 'prom-client';
import type { RunningCollaboration } from '../../collaboration/index.ts';
import { log } from '../../core/log.ts';

/** Milliseconds; the sizes of all documents cost a look at every one. */
const sizesInterval = 60_000;
const quantiles = ['0.5', '0.99', '1'] as const;

/** How far rows follow their documents, and how large the documents have become. */
export function registerDocumentMetrics(registry: Registry, collaboration: RunningCollaboration): void {
  registerProjection(registry, collaboration);
  registerSizes(registry, collaboration);
}

function registerProjection(registry: Registry, collaboration: RunningCollaboration): void {
  const registers = [registry];
  const behind = new Gauge({
    name: 'muster_projection_documents_behind',
    help: 'Documents with edits that the rows do not follow yet, as this process knows.',
    registers,
    collect: async () => {
      const { documentsBehind, oldestLag, passes, failures } = await collaboration.projection();
      behind.set(documentsBehind);
      lag.set(oldestLag / 1_000);
      raise(passed, passes);
      raise(failed, failures);
    },
  });
  const lag = new Gauge({
    name: 'muster_projection_lag_seconds',
    help: 'Since the oldest edit that the rows do not follow yet.',
    registers,
  });
  const passed = new Counter({ name: 'muster_projection_passes_total', help: 'Passes since start.', registers });
  const failed = new Counter({
    name: 'muster_projection_failures_total',
    help: 'Passes over a single document that failed and are tried again.',
    registers,
  });
}

function raise(counter: Counter, value: number): void {
  counter.reset();
  counter.inc(value);
}

function registerSizes(registry: Registry, collaboration: RunningCollaboration): void {
  const registers = [registry];
  let readAt = Number.NEGATIVE_INFINITY;
  const documents = new Gauge({
    name: 'muster_documents',
    help: 'Live documents that there are, in all companies.',
    registers,
    collect: async () => {
      if (performance.now() - readAt < sizesInterval) return;
      readAt = performance.now();
      await read().catch((error: unknown) => log.warn({ error }, 'the sizes of documents could not be read'));
    },
  });
  const bytes = new Gauge({
    name: 'muster_document_bytes',
    help: 'Snapshots and updates of all documents.',
    registers,
  });
  const snapshots = new Gauge({
    name: 'muster_snapshot_bytes',
    help: 'Sizes of snapshots: the middle one, the 99th of 100, the largest. Read once a minute.',
    labelNames: ['quantile'],
    registers,
  });
  const read = async () => {
    const sizes = await collaboration.documentSizes();
    documents.set(sizes.documents);
    bytes.set(sizes.bytes);
    for (const [index, quantile] of quantiles.entries()) snapshots.set({ quantile }, sizes.snapshots[index] ?? 0);
  };
}
