import { boardRoots } from '@muster/contract/work/board.doc';
import { readCard } from '@muster/contract/work/board-card-read';
import { changedCards } from '@muster/contract/work/board-changes';
import type * as Y from 'yjs';

type Events = Y.YEvent<Y.AbstractType<unknown>>[];

/**
 * Notices changes to cards that were removed for good meanwhile, which a screen that was offline could not know. The server
 * stores them, but nobody can see them any more: whoever made them has to be told.
 */
export class LostEdits {
  private readonly doc: Y.Doc;
  /** Titles of the cards that were changed on this screen since all was saved, by id. */
  private readonly changed = new Map<string, string>();

  constructor(doc: Y.Doc) {
    this.doc = doc;
  }

  /** Calls back with the titles of such cards, until the returned function is called. */
  follow(lost: (titles: readonly string[]) => void): () => void {
    const { cards } = boardRoots(this.doc);
    const onCards = (events: Events, { local }: Y.Transaction) => {
      const ids = [...changedCards(events).keys()];
      if (local) for (const id of ids) this.note(id);
      else this.tell(this.takeRemoved(ids), lost);
    };
    cards.observeDeep(onCards);
    return () => cards.unobserveDeep(onCards);
  }

  /** Call when all changes of this screen are saved: what is removed from now on is removed with them. */
  saved(): void {
    this.changed.clear();
  }

  private note(id: string): void {
    const card = readCard(this.doc, id);
    if (card) this.changed.set(id, card.title);
  }

  private takeRemoved(ids: readonly string[]): string[] {
    const { cards } = boardRoots(this.doc);
    const removed = ids.filter((id) => !cards.has(id));
    const titles = removed.flatMap((id) => this.changed.get(id) ?? []);
    for (const id of removed) this.changed.delete(id);
    return titles;
  }

  private tell(titles: readonly string[], lost: (titles: readonly string[]) => void): void {
    if (titles.length > 0) lost(titles);
  }
}
