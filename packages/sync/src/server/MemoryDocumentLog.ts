import type { DocumentLog, LogEntry, LogNews, LogPosition, StoredDocument, StoredUpdate } from './document-log.ts';

/** A log that lives as long as the process: for tests, examples and experiments. */
export class MemoryDocumentLog implements DocumentLog {
  readonly #documents = new Map<string, StoredUpdate[]>();

  /** Copies the bytes, because the caller's buffer may be a slice of a socket's read buffer. */
  append(entries: readonly LogEntry[]): Promise<readonly number[]> {
    return Promise.resolve(entries.map((entry) => this.#store(entry)));
  }

  /** Answers with every update since the process started; this log never makes snapshots. */
  load(documentId: string): Promise<StoredDocument> {
    return Promise.resolve({ snapshot: null, updates: [...(this.#documents.get(documentId) ?? [])] });
  }

  /** Answers with the updates after each position. */
  loadAfter(positions: readonly LogPosition[]): Promise<readonly LogNews[]> {
    const news = positions.map(({ documentId, seq }) => {
      return { documentId, updates: (this.#documents.get(documentId) ?? []).slice(seq) };
    });
    return Promise.resolve(news.filter(({ updates }) => updates.length > 0));
  }

  #store(entry: LogEntry): number {
    const updates = this.#documents.get(entry.documentId) ?? [];
    const seq = updates.length + 1;
    updates.push({ seq, bytes: Uint8Array.from(entry.bytes) });
    this.#documents.set(entry.documentId, updates);
    return seq;
  }
}
