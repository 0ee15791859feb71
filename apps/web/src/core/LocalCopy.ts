import { IndexeddbPersistence, storeState } from 'y-indexeddb';
import type * as Y from 'yjs';

const unsavedKey = 'unsaved';
/** A browser that refuses storage may never say so; editing must not wait for it longer than this, in milliseconds. */
const patience = 3_000;

function within<Value>(promise: Promise<Value>, milliseconds: number): Promise<Value | undefined> {
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), milliseconds));
  return Promise.race([promise, late]);
}

/** A document as this device keeps it in IndexedDB, so that it opens at once and survives reloads without a network. */
export class LocalCopy {
  readonly #persistence: IndexeddbPersistence | undefined;
  /** Whether updates are kept that may hold something deleted since; of those of an earlier visit that is not known. */
  #isUnclean = true;
  /** Settles when what was kept is in the document, or cannot be had. */
  readonly loaded: Promise<void>;

  constructor(name: string, doc: Y.Doc) {
    this.#persistence = typeof indexedDB === 'undefined' ? undefined : new IndexeddbPersistence(name, doc);
    this.loaded = this.#load();
    doc.on('afterTransaction', ({ deleteSet }: Y.Transaction) => {
      if (deleteSet.clients.size > 0) this.#isUnclean = true;
    });
  }

  /** How many changes the server has not confirmed, as an earlier visit left it. Waits until the copy is loaded. */
  async unsavedCount(): Promise<number> {
    await this.loaded;
    const count: unknown = this.#persistence?.db ? await this.#persistence.get(unsavedKey) : 0;
    return typeof count === 'number' ? count : 0;
  }

  keepUnsavedCount(count: number): void {
    if (this.#persistence?.db) void this.#persistence.set(unsavedKey, count);
  }

  /** Keeps nothing but what is there now: what was deleted for good shall not stay on this device either. */
  async clean(): Promise<void> {
    if (!this.#persistence?.synced || !this.#isUnclean) return;
    this.#isUnclean = false;
    try {
      await storeState(this.#persistence);
    } catch {
      // A full device, or one that closes the copy just now: the next time will do.
      this.#isUnclean = true;
    }
  }

  /** Takes the copy off this device: whoever may no longer see a document shall not keep it. */
  async erase(): Promise<void> {
    await this.#persistence?.clearData();
  }

  async close(): Promise<void> {
    if (this.#persistence?.db) await this.#persistence.destroy();
  }

  async #load(): Promise<void> {
    if (this.#persistence) await within(this.#persistence.whenSynced, patience);
  }
}
