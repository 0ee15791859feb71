/** Milliseconds. */
const suspectedFor = 24 * 60 * 60 * 1_000;

/**
 * Companies with a document that a thread did not get through lately. They have threads of their own: pauses bound what one
 * document costs the others, but nothing bounds how many of them somebody makes.
 */
export class Suspects {
  readonly #until = new Map<string, number>();

  add(tenantId: string): void {
    this.#until.set(tenantId, performance.now() + suspectedFor);
  }

  has(tenantId: string): boolean {
    const until = this.#until.get(tenantId);
    if (until === undefined) return false;
    if (performance.now() < until) return true;
    this.#until.delete(tenantId);
    return false;
  }
}
