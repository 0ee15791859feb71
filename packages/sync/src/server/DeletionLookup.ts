import type { DocumentContent } from './DocumentContent.ts';
import { derivedDeletions } from './derived-deletions.ts';
import type { Edit } from './edit.ts';
import type { IncomingEdit } from './IncomingEdit.ts';
import type { Room } from './Room.ts';
import type { SyncServices } from './services.ts';
import type { TokenBucket } from './TokenBucket.ts';
import { inspectUpdate } from './update-content.ts';

type LookupServices = Pick<SyncServices, 'readings' | 'readDeletions' | 'logger'>;

/** Finds out whether deletions that a viewer sends are those which every replica derives by itself. */
export class DeletionLookup {
  readonly #room: Room;
  readonly #services: LookupServices;
  readonly #tokens: TokenBucket;

  /** Each lookup takes one of the tokens. */
  constructor(room: Room, services: LookupServices, tokens: TokenBucket) {
    this.#room = room;
    this.#services = services;
    this.#tokens = tokens;
  }

  /** What must be waited for, until the document's content says what there is to know; null when it does. */
  awaitedFor(message: IncomingEdit, { content: carried }: Edit): Promise<void> | null {
    const content = this.#room.content.resident;
    if (message.isLookedUp || content?.mustReadFor(carried) !== true) return null;
    return this.#services.readings.turn() ?? this.#lookUp(message, content);
  }

  /** Where it fails, the deletions are taken for changes that the viewer made. */
  async #lookUp(message: IncomingEdit, content: DocumentContent): Promise<void> {
    message.isLookedUp = true;
    if (!this.#tokens.take()) return;
    const { readings, readDeletions, logger } = this.#services;
    const { documentId } = this.#room;
    const { lastSeq } = content;
    try {
      const read = readDeletions ?? (async () => derivedDeletions(content.parts()));
      content.derive(inspectUpdate(await readings.run(() => read(documentId))), lastSeq);
    } catch (error) {
      logger?.warn({ err: error, documentId }, 'what a viewer repeats could not be looked up');
    }
  }
}
