import type { SyncLimits } from './limits.ts';

interface Offender {
  offences: number;
  /** When the latest one was, and until when nobody of this name is let in. */
  at: number;
  until: number;
}

/** Names that are remembered at once. */
const MOST_KEPT = 10_000;

/**
 * Who was shown out for what they sent, again and again: they wait before they are let in once more, twice as long each
 * time. Turning somebody away costs next to nothing, finding out again who they are costs a look into the database.
 */
export class Offenders {
  readonly #limits: Pick<SyncLimits, 'offencesForgiven' | 'offenceWait' | 'longestOffenceWait'>;
  readonly #now: () => number;
  readonly #offenders = new Map<string, Offender>();

  constructor(
    limits: Pick<SyncLimits, 'offencesForgiven' | 'offenceWait' | 'longestOffenceWait'>,
    now: () => number = () => performance.now(),
  ) {
    this.#limits = limits;
    this.#now = now;
  }

  /** Milliseconds that this caller still has to wait; 0 for everybody else. */
  wait(caller: string): number {
    return Math.max(0, (this.#offenders.get(caller)?.until ?? 0) - this.#now());
  }

  /** Takes note of an offence. */
  offended(caller: string): void {
    const now = this.#now();
    const { offencesForgiven, offenceWait, longestOffenceWait } = this.#limits;
    const known = this.#offenders.get(caller);
    const isFresh = known === undefined || now - known.at > 2 * longestOffenceWait;
    const offences = isFresh ? 1 : known.offences + 1;
    const beyond = offences - offencesForgiven - 1;
    const wait = beyond < 0 ? 0 : Math.min(offenceWait * 2 ** beyond, longestOffenceWait);
    this.#offenders.delete(caller);
    this.#offenders.set(caller, { offences, at: now, until: now + wait });
    if (this.#offenders.size > MOST_KEPT) this.#forgetOldest();
  }

  #forgetOldest(): void {
    const [oldest] = this.#offenders.keys();
    if (oldest !== undefined) this.#offenders.delete(oldest);
  }
}
