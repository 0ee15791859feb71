import type * as Y from 'yjs';
import type { ChangedPart, ProjectedKind, UnreadablePart } from '../registry.ts';
import { applyUpdates, isIncomplete, isReadable } from '../yjs-bytes.ts';
import type { ProjectedUpdate } from './projection-rows.ts';

/** Who touched a part last; no news is what came with the document's first update. */
export type Touched = Map<ChangedPart, { actorId: string | null; news: boolean }>;

/** What some updates did to a document. */
export interface Applied {
  touched: Touched;
  unreadable: UnreadablePart[];
}

/** A document held in memory as of one sequence number, noting which parts each update touches. */
export class Replica {
  readonly doc: Y.Doc;
  sequence: number;
  /** False once a pass has looked at everything and could read it all. */
  mayHaveProblems = true;
  #touched: (part: ChangedPart) => void = () => undefined;

  constructor(doc: Y.Doc, sequence: number, kind: ProjectedKind) {
    this.doc = doc;
    this.sequence = sequence;
    kind.observe(doc, (part) => this.#touched(part));
  }

  /**
   * Whether updates build on others that are not there. A client that comes back after an outage may send its newest
   * edit a moment before those that were lost on the way.
   */
  get isIncomplete(): boolean {
    return isIncomplete(this.doc);
  }

  /** Applies updates in order. What one person did in a row is one transaction, as the parts have one author then. */
  apply(updates: readonly ProjectedUpdate[]): Applied {
    const applied: Applied = { touched: new Map(), unreadable: [] };
    for (let start = 0; start < updates.length; ) {
      if (this.isIncomplete) {
        for (const run of byAuthor(updates.slice(start))) this.#applyRun(run, applied);
        break;
      }
      const end = endOfRun(updates, start);
      this.#applyRun(updates.slice(start, end), applied);
      start = end;
    }
    return applied;
  }

  #applyRun(updates: readonly ProjectedUpdate[], { touched, unreadable }: Applied): void {
    const [first] = updates;
    if (!first) return;
    const author = { actorId: first.actorId, news: first.sequence > 1 };
    this.#touched = (part) => touched.set(part, author);
    const readable: Buffer[] = [];
    for (const update of updates) {
      if (isReadable(update.bytes)) readable.push(update.bytes);
      else unreadable.push(unreadableUpdate(update));
    }
    this.doc.transact(() => {
      applyUpdates(this.doc, readable);
    });
    this.#touched = () => undefined;
  }
}

function endOfRun(updates: readonly ProjectedUpdate[], start: number): number {
  const first = updates[start];
  let end = start + 1;
  // The first update of a document stands alone: what it brings is no news.
  while (first?.sequence !== 1 && updates[end] && updates[end]?.actorId === first?.actorId) end += 1;
  return end;
}

/** As few runs as there are people: each is merged with all that waits for what is missing. Who wrote last comes last. */
function byAuthor(updates: readonly ProjectedUpdate[]): readonly (readonly ProjectedUpdate[])[] {
  const runs = new Map<string | null, ProjectedUpdate[]>();
  for (const update of updates) {
    const run = runs.get(update.actorId) ?? [];
    run.push(update);
    runs.delete(update.actorId);
    runs.set(update.actorId, run);
  }
  return [...runs.values()];
}

function unreadableUpdate({ sequence, bytes }: ProjectedUpdate): UnreadablePart {
  return { path: `update ${sequence}`, reason: 'is no Yjs update', payload: bytes.toString('base64') };
}
