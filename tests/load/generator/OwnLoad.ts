import { LatencyHistogram } from './LatencyHistogram.ts';
import type { OwnFigures } from './messages.ts';

/** Milliseconds; also the beat by which load is sent. */
export const TICK = 2;

/** Watches how busy this process is itself. */
export class OwnLoad {
  readonly #lags = new LatencyHistogram();
  readonly #cpu = process.cpuUsage();
  readonly #began = performance.now();
  readonly #timer: NodeJS.Timeout;

  constructor() {
    let last = performance.now();
    this.#timer = setInterval(() => {
      const now = performance.now();
      this.#lags.add(now - last - TICK);
      last = now;
    }, TICK);
  }

  stop(): OwnFigures {
    clearInterval(this.#timer);
    const { user, system } = process.cpuUsage(this.#cpu);
    return { cpu: (user + system) / 1_000 / (performance.now() - this.#began), lagMs: this.#lags.quantile(0.99) };
  }
}
