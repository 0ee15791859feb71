import { Counter, Gauge, type Registry } from 'prom-client';
import type { RunningCollaboration } from '../../collaboration/index.ts';
import { log } from '../../core/log.ts';

/** Milliseconds; the sizes of all documents cost a look at thousands of pages. */
const sizesInterval = 60_000;
const quantiles = ['0.5', '0.99', '1'] as const;

/** Reads figures whose answers must be waited for; what is told next are these. */
export type ReadFigures = () => Promise<void>;

/**
 * How far rows follow their documents, and how large the documents have become. The registry reads all metrics in one
 * moment and waits for none of them: who waits in one's `collect` would tell the others as they were at the call before.
 */
export function registerDocumentMetrics(registry: Registry, collaboration: RunningCollaboration): ReadFigures {
  const readers = [registerProjection(registry, collaboration), registerSizes(registry, collaboration)];
  return async () => {
    await Promise.all(readers.map((read) => read()));
  };
}

function registerProjection(registry: Registry, collaboration: RunningCollaboration): ReadFigures {
  const registers = [registry];
  const behind = new Gauge({
    name: 'muster_projection_documents_behind',
    help: 'Documents with edits that the rows do not follow yet, as this process knows.',
    registers,
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
  return async () => {
    const { documentsBehind, oldestLag, passes, failures } = await collaboration.projection();
    behind.set(documentsBehind);
    lag.set(oldestLag / 1_000);
    raise(passed, passes);
    raise(failed, failures);
  };
}

function raise(counter: Counter, value: number): void {
  counter.reset();
  counter.inc(value);
}

function registerSizes(registry: Registry, collaboration: RunningCollaboration): ReadFigures {
  const registers = [registry];
  let readAt = Number.NEGATIVE_INFINITY;
  const documents = new Gauge({
    name: 'muster_documents',
    help: 'Live documents that there are, in all companies.',
    registers,
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
  return async () => {
    if (performance.now() - readAt < sizesInterval) return;
    readAt = performance.now();
    await read().catch((error: unknown) => log.warn({ error }, 'the sizes of documents could not be read'));
  };
}
