/** Milliseconds after which an acknowledgement that has not come is no longer on its way. */
const PATIENCE = 3_000;

/**
 * Tells when the server has stopped storing: own changes wait, and for a while not one of them was confirmed. A connection
 * that is open says nothing about the disk behind it.
 */
export class AcknowledgementWatch {
  readonly #changed: () => void;
  #unsaved = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #overdue = false;

  /** @param changed called when `overdue` becomes true by the passing of time alone */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Whether changes wait and none was confirmed for three seconds. */
  get overdue(): boolean {
    return this.#overdue;
  }

  /** Call with the number of unconfirmed changes whenever it may have changed. */
  note(unsaved: number): void {
    if (unsaved === 0 || unsaved < this.#unsaved) this.stop();
    this.#unsaved = unsaved;
    if (unsaved > 0 && this.#timer === undefined) this.#timer = setTimeout(() => this.#give(), PATIENCE);
  }

  /** Begins anew. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#overdue = false;
  }

  #give(): void {
    this.#overdue = true;
    this.#changed();
  }
}
