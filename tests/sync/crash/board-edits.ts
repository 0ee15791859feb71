import { boardRoots, entryOf } from '@muster/contract/work/board.doc';
import { createCard, moveCard, setCardTitle } from '@muster/contract/work/board-cards';
import { liveColumns, readColumns } from '@muster/contract/work/board-columns';
import { addComment } from '@muster/contract/work/board-comments';
import { readBoardContents } from '@muster/contract/work/board-whole';
import * as Y from 'yjs';

/** More cards would make the clients the slowest part; comments then go on instead. */
const mostCards = 80;

/** Edits that leave one entry each, named by the caller, so that it can be looked for everywhere afterwards. */
export function boardEditor(userId: string, random: () => number): (doc: Y.Doc, id: string) => void {
  const pick = (ids: string[]) => ids[Math.floor(random() * ids.length)] ?? '';
  return (doc, id) => {
    const edit = { userId, at: new Date().toISOString(), origin: null };
    const cards = [...boardRoots(doc).cards.keys()];
    const columns = liveColumns(readColumns(doc)).map((column) => column.id);
    const cardId = pick(cards);
    const isNewCard = cards.length === 0 || (cards.length < mostCards && random() < 0.4);
    if (isNewCard) createCard(doc, edit, { id, title: `Card ${id}`, columnId: pick(columns) });
    else addComment(doc, edit, cardId, { id, text: `Comment ${id}` });
    if (random() < 0.2) moveCard(doc, edit, cardId, { columnId: pick(columns), afterCardId: pick(cards) });
    if (random() < 0.2) setCardTitle(doc, edit, cardId, `${Math.floor(random() * 1000)} boxes`);
  };
}

/** Ids of everything that was ever added to the cards. */
export function idsIn(doc: Y.Doc): Set<string> {
  const { cards } = boardRoots(doc);
  const ids = new Set(cards.keys());
  for (const cardId of cards.keys()) {
    const comments = entryOf(cards, cardId)?.get('comments');
    if (comments instanceof Y.Map) for (const id of comments.keys()) ids.add(id);
  }
  return ids;
}

/** What people see, in an order that does not depend on who wrote first. */
export function contentsOf(doc: Y.Doc) {
  const { columns, labels, cards } = readBoardContents(doc);
  return { columns, labels, cards: cards.sort((a, b) => (a.id < b.id ? -1 : 1)) };
}
