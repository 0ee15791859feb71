import type { CatchUp, Change } from '@muster/contract/core/changes';

interface ChangeFeedOptions {
  /** Asks the server for what was published after `since`; rejects when no answer came. */
  ask: (since: number | null) => Promise<CatchUp>;
  onChanges: (changes: readonly Change[]) => void;
  /** Nobody can tell what was missed: everything on the screen must be asked for again. */
  onResync: () => void;
}

/**
 * Follows a company's published changes without a gap. Sequence numbers count up by one, so that a missing one is
 * noticed at once, whether the connection was lost, the machine slept, or a message went astray.
 */
export class ChangeFeed {
  #last: number | null = null;
  /** The newest number that came while a question was under way. */
  #heard = 0;
  #asking: Promise<void> | undefined;
  readonly #options: ChangeFeedOptions;

  constructor(options: ChangeFeedOptions) {
    this.#options = options;
  }

  /** Takes a change as it arrives; what was seen before is ignored. */
  receive(change: Change): void {
    this.#heard = Math.max(this.#heard, change.sequence);
    if (this.#last === null || change.sequence > this.#last + 1) {
      void this.catchUp();
      return;
    }
    if (change.sequence <= this.#last) return;
    this.#last = change.sequence;
    this.#options.onChanges([change]);
  }

  /** Asks for what was missed. Never rejects: when no answer comes, the next change or reconnection asks again. */
  catchUp(): Promise<void> {
    this.#asking ??= this.#askUntilHeard().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #askUntilHeard(): Promise<void> {
    const answered = await this.#ask();
    if (answered && this.#heard > (this.#last ?? 0)) await this.#ask();
  }

  async #ask(): Promise<boolean> {
    const since = this.#last;
    const missed = await this.#options.ask(since).catch(() => undefined);
    if (!missed) return false;
    this.#last = missed.sequence;
    // Without a number to start from, what the screen loaded before the connection stood may be out of date.
    if (since === null || 'resync' in missed) this.#options.onResync();
    else if (missed.changes.length > 0) this.#options.onChanges(missed.changes);
    return true;
  }
}
