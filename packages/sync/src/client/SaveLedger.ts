/** A document-changing message sent on this connection, and how many own changes had been made by then. */
interface SentMessage {
  readonly number: number;
  readonly changes: number;
}

/**
 * Counts own changes until they are durably stored. Changes made while offline travel only in the SyncStep2 of the next
 * connection, so before that is acknowledged no acknowledgement proves anything about them, or about what builds on them.
 */
export class SaveLedger {
  #changes = 0;
  #saved = 0;
  #sent = 0;
  #unacknowledged: SentMessage[] = [];
  #stepTwo: number | null = null;
  #refusedFrom = Number.POSITIVE_INFINITY;
  /** A later SyncStep2, which the server asked for: it carries again what was refused before. */
  #carriedAgain: number | null = null;

  /** Own changes that are not known to be stored. */
  get unsaved(): number {
    return this.#changes - this.#saved;
  }

  /** Whether the connection stored all that was there when it began, and refused nothing since. */
  get confirmed(): boolean {
    return this.#stepTwo !== null && this.#unacknowledged[0] === undefined && !this.refused;
  }

  get refused(): boolean {
    return this.#refusedFrom !== Number.POSITIVE_INFINITY;
  }

  /** Adds changes of an earlier visit that were never confirmed. */
  restore(changes: number): void {
    this.#changes += changes;
  }

  change(): void {
    this.#changes += 1;
  }

  /** A new connection begins: the server counts its messages from 1. */
  connect(): void {
    this.#sent = 0;
    this.#unacknowledged = [];
    this.#stepTwo = null;
    this.#refusedFrom = Number.POSITIVE_INFINITY;
    this.#carriedAgain = null;
  }

  /** A SyncStep2 or an update was sent, after the changes that it carries were counted. */
  send(isStepTwo: boolean): void {
    this.#sent += 1;
    if (isStepTwo) this.#stepTwo ??= this.#sent;
    if (isStepTwo && this.refused) this.#carriedAgain = this.#sent;
    this.#unacknowledged.push({ number: this.#sent, changes: this.#changes });
  }

  /** The server has dealt with the first `count` messages. */
  acknowledge(count: number): void {
    if (this.#carriedAgain !== null && count >= this.#carriedAgain) this.#refusedFrom = Number.POSITIVE_INFINITY;
    const proves = this.#stepTwo !== null && count >= this.#stepTwo;
    const settled = this.#unacknowledged.filter(({ number }) => number <= count);
    this.#unacknowledged = this.#unacknowledged.slice(settled.length);
    const last = settled.findLast(({ number }) => number < this.#refusedFrom);
    if (proves && last !== undefined && (this.#stepTwo ?? 0) < this.#refusedFrom) this.#saved = last.changes;
  }

  /** The server did not take message `number`; later ones may build on it, so they count as unsaved too. */
  refuse(number: number): void {
    this.#carriedAgain = null;
    this.#refusedFrom = Math.min(this.#refusedFrom, number);
  }
}
