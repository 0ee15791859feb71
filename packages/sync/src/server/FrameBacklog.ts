/** A frame that a client sent; a text message's content is of no interest. */
export interface ReceivedFrame {
  readonly kind: 'message' | 'text' | 'ping';
  readonly data: Buffer;
}

/** Frames that were read together and wait to be handled, in order. */
export class FrameBacklog {
  #frames: ReceivedFrame[] = [];
  #next = 0;

  get isEmpty(): boolean {
    return this.#next === this.#frames.length;
  }

  push(frame: ReceivedFrame): void {
    this.#frames.push(frame);
  }

  /** Takes out the first one. What is left is not moved up each time: thousands of tiny frames fit into one read. */
  shift(): ReceivedFrame | undefined {
    const frame = this.#frames[this.#next];
    if (frame === undefined) return undefined;
    this.#next += 1;
    if (this.isEmpty) this.clear();
    return frame;
  }

  /** Drops what is behind the first so many. */
  keep(frames: number): void {
    this.#frames.length = Math.min(this.#frames.length, this.#next + frames);
  }

  clear(): void {
    this.#frames = [];
    this.#next = 0;
  }
}
