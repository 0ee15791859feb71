/** Milliseconds before the first word, and between later ones. */
const [patience, interval] = [1_000, 5_000];

/** Says how far a long job is, now and then: a short one says nothing until its end. */
export class Progress {
  #nextAt = performance.now() + patience;

  at(text: string): void {
    if (performance.now() < this.#nextAt) return;
    this.#nextAt = performance.now() + interval;
    console.log(text);
  }
}
