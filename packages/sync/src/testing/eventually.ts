import { setTimeout as delay } from 'node:timers/promises';

/** Polls until the fact holds; throws after `timeout` milliseconds with what was waited for. */
export async function eventually(what: string, fact: () => boolean, timeout = 15_000): Promise<void> {
  const deadline = performance.now() + timeout;
  while (!fact()) {
    if (performance.now() > deadline) throw new Error(`still waiting for: ${what}`);
    await delay(2);
  }
}
