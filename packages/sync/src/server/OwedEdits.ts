import type { RefusalCode } from './frames.ts';

/** Why something was not taken, by code and in words for people. */
export type Refusal = readonly [code: RefusalCode, reason: string];

/**
 * The numbers of a connection's edits that build on something which the server does not have. The client is asked for it, as
 * at the beginning, and its answer, the SyncStep2, carries them once more.
 */
export class OwedEdits {
  #counts: number[] = [];
  #isAsked = false;
  #refusal: Refusal | null = null;

  get size(): number {
    return this.#counts.length;
  }

  /** Why the client's last answer was not taken, if it was not: another one would not be either. */
  get refusal(): Refusal | null {
    return this.#refusal;
  }

  add(count: number): void {
    this.#counts.push(count);
  }

  /** Whether the client must be asked; false while it has not answered the last question. */
  ask(): boolean {
    const mustAsk = !this.#isAsked;
    this.#isAsked = true;
    return mustAsk;
  }

  /** The client has answered; gives the numbers of the edits that its answer carries. */
  answered(): readonly number[] {
    this.#isAsked = false;
    this.#refusal = null;
    return this.#counts.splice(0);
  }

  /** Whether another answer may be taken, after one that lacked something; the client is asked for it then. */
  forgive(): boolean {
    if (this.#refusal?.[0] !== 'incomplete') return false;
    this.#refusal = null;
    return this.ask();
  }

  /** That answer, or a part of it, was not taken. */
  refused(refusal: Refusal): void {
    this.#refusal = refusal;
  }
}
