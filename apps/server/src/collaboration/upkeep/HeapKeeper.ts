import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Bytes by which a heap may grow before collecting is worth it. */
const worthwhile = 24 * 1024 * 1024;
/** Milliseconds without work after which it is time. */
const pause = 50;
/** Collecting is followed by a rest of so many times its duration, and so never takes more than a tenth of the time. */
const restPerWork = 9;

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/**
 * Gives memory back soon after the work that took it. Documents that were decoded leave many times their size behind,
 * and by itself V8 keeps that until the heap is several times as large, or for long idle.
 */
export class HeapKeeper {
  #timer: NodeJS.Timeout | undefined;
  #kept = heapSize();
  #restUntil = 0;

  /** Call after each piece of work. */
  worked(): void {
    if (this.#timer !== undefined) this.#timer.refresh();
    else this.#timer = setTimeout(() => this.#collect(), pause).unref();
  }

  #collect(): void {
    const began = performance.now();
    if (heapSize() - this.#kept < worthwhile) return;
    if (began < this.#restUntil) {
      this.worked();
      return;
    }
    collect();
    this.#kept = heapSize();
    this.#restUntil = performance.now() + (performance.now() - began) * restPerWork;
  }
}

/** What this thread has taken from the system for its heap, and for buffers beside it. */
function heapSize(): number {
  const { total_heap_size: heap, external_memory: buffers } = getHeapStatistics();
  return heap + buffers;
}
