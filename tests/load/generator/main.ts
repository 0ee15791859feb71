/** The load generator, in a process of its own: takes commands from its parent, one at a time, and reports to it. */
import { once } from 'node:events';
import { Load } from './Load.ts';
import type { Command, Report, Results } from './messages.ts';
import { open } from './open.ts';

let load: Load | undefined;

function report(message: Report<Results[keyof Results]>): void {
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

async function connect(command: Extract<Command, { kind: 'connect' }>): Promise<null> {
  load = new Load(command);
  await load.connect();
  return null;
}

async function sendLoad({ rate, warmUp, seconds }: Extract<Command, { kind: 'load' }>) {
  const running = load;
  if (running === undefined) throw new Error('nobody is connected');
  const stop = running.start(rate);
  try {
    await new Promise((resolve) => setTimeout(resolve, warmUp * 1_000));
    return await bracketed(() => running.measure(seconds));
  } finally {
    stop();
  }
}

function run(command: Command): Promise<Results[keyof Results]> {
  if (command.kind === 'connect') return connect(command);
  if (command.kind === 'load') return sendLoad(command);
  return bracketed(() => open(command.seats, command.documentBytes));
}

process.on('message', (message: Command | 'go') => {
  if (message === 'go') return;
  run(message).then(
    (result) => report({ phase: 'result', result }),
    (error: unknown) => report({ phase: 'failed', reason: error instanceof Error ? error.message : String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
