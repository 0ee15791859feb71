import type { LoadResult } from '../generator/messages.ts';
import type { Figures } from '../row.ts';
import type { Outcome } from '../Session.ts';

/** A load's outcome as a contender's figures. */
export function loadFigures({ result, serverCpu, databaseCpu, memory }: Outcome<LoadResult>): Figures {
  const thousands = result.deliveries / 1_000;
  return {
    deliveriesPerSecond: result.deliveriesPerSecond,
    delivered: result.deliveredShare,
    p50Ms: result.p50,
    p99Ms: result.p99,
    cpuMsPer1000: serverCpu / thousands,
    databaseCpuMsPer1000: databaseCpu === null ? null : databaseCpu / thousands,
    pssMb: memory.pss,
    rssMb: memory.rss,
    generatorCpu: result.cpu,
    generatorLagMs: result.lagMs,
  };
}
