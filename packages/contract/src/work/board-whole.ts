import type * as Y from 'yjs';
import { boardRoots } from './board.doc.ts';
import { readCard } from './board-card-read.ts';
import { cardDescription } from './board-cards.ts';
import { readColumns } from './board-columns.ts';
import type { BoardCard, BoardColumn, BoardContents, BoardLabel, BoardProblem } from './board-contents.ts';
import { readLabels } from './board-labels.ts';
import { describeText } from './board-text.ts';

/** Everything in a board document, deleted and archived entries included, and what could not be read. */
export interface BoardReading {
  columns: BoardColumn[];
  labels: BoardLabel[];
  cards: BoardCard[];
  problems: BoardProblem[];
}

/** Reads a whole board. Never throws: foreign or broken content is reported in `problems`. */
export function readBoard(doc: Y.Doc): BoardReading {
  const problems: BoardProblem[] = [];
  const columns = readColumns(doc, problems);
  const labels = readLabels(doc, problems);
  const cards = [...boardRoots(doc).cards.keys()].map((id) => readCard(doc, id, problems));
  return { columns, labels, cards: cards.filter((card) => card !== null), problems };
}

/** A card's description as plain text, one line per block; empty when there is none. */
export function readDescription(doc: Y.Doc, id: string): string {
  const description = cardDescription(doc, id);
  return description ? describeText(description) : '';
}

/** A whole board as plain data with descriptions: what named versions are compared by. */
export function readBoardContents(doc: Y.Doc): BoardContents {
  const { columns, labels, cards } = readBoard(doc);
  return { columns, labels, cards: cards.map((card) => ({ ...card, description: readDescription(doc, card.id) })) };
}
