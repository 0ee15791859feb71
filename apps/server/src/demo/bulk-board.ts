import type { Edit } from '@muster/contract/work/board.doc';
import { assign, createCard, moveCard, setCardLabel, setDue } from '@muster/contract/work/board-cards';
import { addChecklistItem } from '@muster/contract/work/board-checklist';
import { addComment } from '@muster/contract/work/board-comments';
import { firstPositions } from '@muster/contract/work/board-position';
import type * as Y from 'yjs';
import type { BoardHistory } from './BoardHistory.ts';
import { layOut } from './board-story.ts';
import { describe, labelId } from './card-story.ts';
import { day, isoDate, isoInstant, minute, workingMoment } from './instants.ts';
import type { Random } from './Random.ts';
import type { BoardFrame, Story } from './story.ts';

/** How many cards arrive in one update, as from an import. */
const batchSize = 100;

/** Fills a board with many cards at once, each where it stands today, and lets people move a few of them afterwards. */
export function fill(history: BoardHistory, story: Story, random: Random): void {
  const frame = layOut(history, story, random);
  const places = placesOf(story, frame, random);
  const length = story.until - story.from;
  for (let first = 0; first < places.length; first += batchSize) {
    const batch = places.slice(first, first + batchSize);
    const at = Math.floor(story.from + minute + (length * 0.8 * first) / places.length);
    history.commit(story.owner.id, at, (doc, edit) => {
      for (const place of batch) importCard(doc, edit, { story, frame, random, place, at });
    });
  }
  const ids = places.map((place) => place.id);
  if (places.length > 1_000) history.compact();
  for (const at of lastMoments(story, random)) moveOne(history, story, frame, { ids, random, at });
}

function lastMoments({ until }: Story, random: Random): number[] {
  const moments = Array.from({ length: 12 }, () => workingMoment(random, until - day, until));
  return moments.sort((a, b) => a - b);
}

interface Place {
  id: string;
  index: number;
  columnId: string;
  position: string;
  done: boolean;
}

function placesOf({ theme, cards, from, finished }: Story, { columnIds }: BoardFrame, random: Random): Place[] {
  const lots = theme.columns.flatMap((column, index) => Array<number>(column.share).fill(index));
  const positions = firstPositions(cards);
  return positions.map((position, index) => {
    const column = finished ? columnIds.length - 1 : random.pick(lots);
    const done = column === columnIds.length - 1;
    return { id: random.id(from + index), index, position, columnId: columnIds[column] ?? '', done };
  });
}

interface Import {
  story: Story;
  frame: BoardFrame;
  random: Random;
  place: Place;
  at: number;
}

function importCard(doc: Y.Doc, edit: Edit, { story, frame, random, place, at }: Import): void {
  const { id, index, columnId, position, done } = place;
  const draft = story.theme.draft(random, index);
  createCard(doc, { ...edit, userId: random.pick(story.team).id }, { id, title: draft.title, columnId, position });
  describe(doc, id, draft);
  for (const name of draft.labels) setCardLabel(doc, edit, id, labelId(frame, name), true);
  if (random.chance(0.7)) assign(doc, edit, id, random.pick(story.team).id);
  if (!done && random.chance(0.7)) setDue(doc, edit, id, isoDate(story.until + random.integer(-2, 12) * day));
  importChecklist(doc, edit, { id, texts: draft.checklist.slice(0, 3), done, random, at });
  for (const text of draft.comments.slice(0, 1)) {
    const by = {
      ...edit,
      userId: random.pick(story.team).id,
      at: isoInstant(Math.min(at + random.integer(1, 600) * minute, story.until - 1)),
    };
    addComment(doc, by, id, { id: random.id(at), text });
  }
}

interface Checklist {
  id: string;
  texts: readonly string[];
  done: boolean;
  random: Random;
  at: number;
}

function importChecklist(doc: Y.Doc, edit: Edit, { id, texts, done, random, at }: Checklist): void {
  const positions = firstPositions(texts.length);
  for (const [index, text] of texts.entries()) {
    const itemId = random.id(at);
    addChecklistItem(doc, edit, id, {
      id: itemId,
      text,
      position: positions[index] ?? '',
      done: done || random.chance(0.3),
    });
  }
}

interface Move {
  ids: readonly string[];
  random: Random;
  at: number;
}

/** The last day: somebody takes a card to the top of another column. */
function moveOne(history: BoardHistory, story: Story, { columnIds }: BoardFrame, { ids, random, at }: Move): void {
  const columnId = random.pick(columnIds);
  history.commit(random.pick(story.team).id, at, (doc, edit) => {
    moveCard(doc, edit, random.pick(ids), { columnId, afterCardId: null });
  });
}
