import type { Run, RunSequence } from './Run.ts';
import { label } from './run-labels.ts';

/** Structs that stand in one order: the children of a list, or the values of one key, the last of which is the one that counts. */
export class Siblings implements RunSequence {
  first: Run | null = null;
  parts = 0;

  insert(run: Run, after: Run | null): void {
    const next = after === null ? this.first : after.next;
    run.previous = after;
    run.next = next;
    if (after === null) this.first = run;
    else after.next = run;
    if (next !== null) next.previous = run;
    this.parts += run.parts;
    label(run);
  }

  remove(run: Run): void {
    const { previous, next } = run;
    if (previous === null) this.first = next;
    else previous.next = next;
    if (next !== null) next.previous = previous;
    this.parts -= run.parts;
  }
}
