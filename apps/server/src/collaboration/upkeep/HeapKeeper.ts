import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Bytes by which a heap may grow before collecting is worth it. */
const worthwhile = 24 * 1024 * 1024;
/** Milliseconds without work after which it is time. */
const pause = 50;
/** Collecting is followed by a rest of so many times its duration, and so never takes more than a tenth of the time. */
const restPerWork = 9;
/**
 * Milliseconds without work after which everything goes back that is not in use, and then once more: V8 makes the space
 * for what is young (32 MB of it) smaller only when little was allocated in the five seconds before.
 */
const longPause = 6_000;
const longPauses = 2;

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/**
 * Gives memory back soon after the work that took it. Documents that were decoded leave many times their size behind,
 * and by itself V8 keeps that until the heap is several times as large, or for long idle.
 */
export class HeapKeeper {
  readonly #mayPause: () => boolean;
  #soon: NodeJS.Timeout | undefined;
  #later: NodeJS.Timeout | undefined;
  #pausesLeft = 0;
  #kept = heapSize();
  #restUntil = 0;

  /** `mayPause` says whether the thread may stand still while it collects, some ten milliseconds. */
  constructor(mayPause: () => boolean = () => true) {
    this.#mayPause = mayPause;
  }

  /** Call after each piece of work. */
  worked(): void {
    this.#soon = restarted(this.#soon, pause, () => this.#collectMuch());
    this.#pausesLeft = longPauses;
    this.#later = restarted(this.#later, longPause, () => this.#collectAll());
  }

  #collectAll(): void {
    this.#collect();
    this.#pausesLeft -= 1;
    if (this.#pausesLeft > 0) this.#later?.refresh();
  }

  #collectMuch(): void {
    if (heapSize() - this.#kept < worthwhile) return;
    if (performance.now() < this.#restUntil) this.#soon?.refresh();
    else this.#collect();
  }

  #collect(): void {
    if (!this.#mayPause()) return;
    const began = performance.now();
    collect();
    this.#kept = heapSize();
    this.#restUntil = performance.now() + (performance.now() - began) * restPerWork;
  }
}

function restarted(timer: NodeJS.Timeout | undefined, milliseconds: number, then: () => void): NodeJS.Timeout {
  return timer?.refresh() ?? setTimeout(then, milliseconds).unref();
}

/** What this thread has taken from the system for its heap, and for buffers beside it. */
function heapSize(): number {
  const { total_heap_size: heap, external_memory: buffers } = getHeapStatistics();
  return heap + buffers;
}
