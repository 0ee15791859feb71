type Listener = () => void;

/** Who waits for which part of the board: `card:<id>`, `column:<id>`, `columns`, `labels`, `away`. */
export class Topics {
  private readonly listeners = new Map<string, Set<Listener>>();

  subscribe(topic: string, listener: Listener): () => void {
    const existing = this.listeners.get(topic);
    const waiting = existing ?? new Set<Listener>();
    if (!existing) this.listeners.set(topic, waiting);
    waiting.add(listener);
    return () => {
      waiting.delete(listener);
      if (waiting.size === 0 && this.listeners.get(topic) === waiting) this.listeners.delete(topic);
    };
  }

  publish(topics: Iterable<string>): void {
    for (const topic of topics) for (const listener of [...(this.listeners.get(topic) ?? [])]) listener();
  }
}
