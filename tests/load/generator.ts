/** The load generator, in a process of its own: reads one job from its arguments and reports to its parent. */
import { once } from 'node:events';
import { BenchClient } from './BenchClient.ts';
import { Load } from './Load.ts';
import type { Job, LoadResult, OpenResult, Report } from './scenarios.ts';

const WARM_UP = 700;
/** y-websocket answers with an empty document and sends the stored one afterwards, so bytes tell when it is there. */
const ALMOST_ALL = 0.9;

function report(message: Report<LoadResult | OpenResult>): void {
  process.send?.(message);
}

/** Lets the parent read the servers' clocks before and after what is measured. */
async function bracketed<Result>(measured: () => Promise<Result>): Promise<Result> {
  report({ phase: 'begin' });
  await once(process, 'message');
  const result = await measured();
  report({ phase: 'end' });
  await once(process, 'message');
  return result;
}

async function openOne(address: string, documentBytes: number): Promise<number> {
  const began = performance.now();
  const client = await BenchClient.connect(address);
  await new Promise<void>((resolve) => {
    let bytes = 0;
    client.received = (frame) => {
      bytes += frame.length;
      if (bytes > documentBytes * ALMOST_ALL) resolve();
    };
    client.ask();
  });
  return performance.now() - began;
}

async function open({ address, clients, documentBytes }: Extract<Job, { kind: 'open' }>): Promise<OpenResult> {
  const times = await Promise.all(Array.from({ length: clients }, () => openOne(address, documentBytes)));
  return { first: Math.min(...times), last: Math.max(...times) };
}

async function run(job: Job): Promise<void> {
  if (job.kind === 'open') {
    report({ phase: 'result', result: await bracketed(() => open(job)) });
    return;
  }
  const load = new Load(job.scenario);
  await load.connect(job.addresses, job.joins);
  load.start();
  await new Promise((resolve) => setTimeout(resolve, WARM_UP));
  report({ phase: 'result', result: await bracketed(() => load.measure(job.seconds)) });
}

await run(JSON.parse(process.argv[2] ?? ''));
process.disconnect();
process.exit(0);
