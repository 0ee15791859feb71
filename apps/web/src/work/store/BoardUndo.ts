import { boardRoots, type Edit } from '@muster/contract/work/board.doc';
import * as Y from 'yjs';
import { presentMoment } from '../../core/clock.ts';

/** Typing counts as one step until the person does something else, however long it takes. */
const ONE_STEP = Number.MAX_SAFE_INTEGER;

/**
 * Undo and redo of one person's own edits on this screen. Others' edits are never undone: Yjs takes back only what
 * carries our origin, and only where nobody has changed the same thing since.
 */
export class BoardUndo {
  private readonly origin = { board: 'local edits' };
  private readonly manager: Y.UndoManager;

  constructor(doc: Y.Doc) {
    const { columns, labels, cards } = boardRoots(doc);
    const trackedOrigins = new Set<unknown>([this.origin]);
    this.manager = new Y.UndoManager([columns, labels, cards], { trackedOrigins, captureTimeout: ONE_STEP });
  }

  /** The stamp of an edit that is an undo step of its own. */
  step(userId: string): Edit {
    this.manager.stopCapturing();
    return this.continued(userId);
  }

  /** The stamp of an edit that belongs to the step before: the next letter of a word. */
  continued(userId: string): Edit {
    return { userId, at: presentMoment().toISOString(), origin: this.origin };
  }

  undo(): boolean {
    return this.manager.undo() !== null;
  }

  redo(): boolean {
    return this.manager.redo() !== null;
  }

  readonly canUndo = (): boolean => this.manager.canUndo();

  readonly canRedo = (): boolean => this.manager.canRedo();

  readonly subscribe = (listener: () => void): (() => void) => {
    const events = ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const;
    for (const event of events) this.manager.on(event, listener);
    return () => {
      for (const event of events) this.manager.off(event, listener);
    };
  };

  destroy(): void {
    this.manager.destroy();
  }
}
