import { Counter, Gauge, type Registry } from 'prom-client';
import type { RunningCollaboration } from '../../collaboration/index.ts';
import { log } from '../../core/log.ts';

/** Milliseconds; the sizes of all documents cost a look at thousands of pages. */
const sizesInterval = 60_000;
const quantiles = ['0.5', '0.99', '1'] as const;

interface UpkeepReading {
  readonly name: string;
  readonly help: string;
  readonly read: (gauges: Awaited<ReturnType<RunningCollaboration['upkeep']>>) => number;
}

const upkeepReadings: readonly UpkeepReading[] = [
  {
    name: 'muster_projection_documents_behind',
    help: 'Documents with edits that the rows do not follow yet, as this process knows.',
    read: (gauges) => gauges.documentsBehind,
  },
  {
    name: 'muster_projection_lag_seconds',
    help: 'Since the oldest edit that the rows do not follow yet.',
    read: (gauges) => gauges.oldestLag / 1_000,
  },
  { name: 'muster_projection_passes_total', help: 'Passes since start.', read: (gauges) => gauges.passes },
  {
    name: 'muster_projection_failures_total',
    help: 'Passes over a single document that failed and are tried again.',
    read: (gauges) => gauges.failures,
  },
  {
    name: 'muster_compactions_total',
    help: 'Documents whose long tails became part of a new snapshot.',
    read: (gauges) => gauges.compactions,
  },
  {
    name: 'muster_compaction_failures_total',
    help: 'Snapshots that could not be written; they are tried again, and all updates are kept until then.',
    read: (gauges) => gauges.compactionFailures,
  },
];

/** Reads figures whose answers must be waited for; what is told next are these. */
export type ReadFigures = () => Promise<void>;

/**
 * How far rows follow their documents, and how large the documents have become. The registry reads all metrics in one
 * moment and waits for none of them: who waits in one's `collect` would tell the others as they were at the call before.
 */
export function registerDocumentMetrics(registry: Registry, collaboration: RunningCollaboration): ReadFigures {
  const readers = [registerUpkeep(registry, collaboration), registerSizes(registry, collaboration)];
  return async () => {
    await Promise.all(readers.map((read) => read()));
  };
}

function registerUpkeep(registry: Registry, collaboration: RunningCollaboration): ReadFigures {
  const registers = [registry];
  const metrics = upkeepReadings.map(({ name, help, read }) => ({
    metric: name.endsWith('_total') ? new Counter({ name, help, registers }) : new Gauge({ name, help, registers }),
    read,
  }));
  return async () => {
    const gauges = await collaboration.upkeep();
    for (const { metric, read } of metrics) {
      metric.reset();
      metric.inc(read(gauges));
    }
  };
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
