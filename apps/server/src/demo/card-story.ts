import type { Edit } from '@muster/contract/work/board.doc';
import {
  archiveCard,
  assign,
  cardDescription,
  createCard,
  deleteCard,
  moveCard,
  setCardLabel,
  setDue,
} from '@muster/contract/work/board-cards';
import { addChecklistItem, setChecklistDone } from '@muster/contract/work/board-checklist';
import { addComment } from '@muster/contract/work/board-comments';
import type * as Y from 'yjs';
import { day, isoDate, minute, workingMoment } from './instants.ts';
import type { Person } from './people.ts';
import type { Random } from './Random.ts';
import { appendBlocks } from './rich-text.ts';
import type { BoardFrame, Story } from './story.ts';
import type { CardDraft } from './themes/theme.ts';

/** One thing that one person did to one card. `order` decides among steps of one moment. */
export interface Step {
  at: number;
  order: number;
  authorId: string;
  change: (doc: Y.Doc, edit: Edit) => void;
}

interface CardPlan {
  index: number;
  /** Index of the column in which it stands today. */
  end: number;
  random: Random;
}

/** A card whose life is being written. */
interface Life {
  story: Story;
  frame: BoardFrame;
  plan: CardPlan;
  draft: CardDraft;
  id: string;
  bornAt: number;
  author: Person;
  assignees: readonly Person[];
  done: boolean;
}

/** Everything that happened to one card, in no particular order. */
export function cardStory(story: Story, frame: BoardFrame, plan: CardPlan): Step[] {
  const { random, index, end } = plan;
  const done = end === story.theme.columns.length - 1;
  const bornAt = workingMoment(random, story.from + 10 * minute, story.until);
  const life: Life = {
    ...{ story, frame, plan, done, bornAt },
    draft: story.theme.draft(random, index),
    id: random.id(bornAt),
    author: random.pick(story.team),
    assignees: random.sample(story.team, end === 0 ? random.integer(0, 1) : random.integer(1, 2)),
  };
  return [...beginning(life), ...moves(life), ...comments(life), ...ending(life)];
}

function beginning(life: Life): Step[] {
  const { id, bornAt, author, draft, frame, plan, assignees } = life;
  const [columnId = ''] = frame.columnIds;
  const at = (minutes: number) => Math.min(bornAt + minutes * minute, life.story.until - 1);
  const step = (order: number, change: Step['change']): Step => ({ at: at(order), order, authorId: author.id, change });
  const itemIds = draft.checklist.map(() => plan.random.id(bornAt));
  return [
    step(0, (doc, edit) => createCard(doc, edit, { id, title: draft.title, columnId })),
    step(1, (doc) => describe(doc, id, draft)),
    step(2, (doc, edit) => {
      for (const name of draft.labels) setCardLabel(doc, edit, id, labelId(frame, name), true);
      setDue(doc, edit, id, dueDate(life));
    }),
    step(3, (doc, edit) => {
      for (const person of assignees) assign(doc, edit, id, person.id);
    }),
    step(4, (doc, edit) => {
      for (const [at, text] of draft.checklist.entries()) {
        addChecklistItem(doc, edit, id, { id: itemIds[at] ?? '', text });
      }
    }),
    ...ticks(life, itemIds),
  ];
}

/** Writes the description of a card. */
export function describe(doc: Y.Doc, id: string, draft: CardDraft): void {
  const description = cardDescription(doc, id);
  if (description) appendBlocks(description, draft.description);
}

/** Names of labels are the theme's own; a name of no label is a mistake in the theme. */
export function labelId(frame: BoardFrame, name: string): string {
  const id = frame.labelIds.get(name);
  if (!id) throw new Error(`No label of the board is called ${name}.`);
  return id;
}

/** Three in four open cards are due around today; finished ones have nothing left to be late for. */
function dueDate({ plan: { random }, story, done }: Life): string | null {
  if (done || !random.chance(0.75)) return null;
  return isoDate(story.until + random.integer(-2, 12) * day);
}

function ticks(
  { plan: { random, end }, story, id, bornAt, author, assignees }: Life,
  itemIds: readonly string[],
): Step[] {
  const ticked = Math.round((itemIds.length * end) / (story.theme.columns.length - 1));
  return itemIds.slice(0, ticked).map((itemId) => ({
    at: workingMoment(random, bornAt + 10 * minute, story.until),
    order: 5,
    authorId: (assignees[0] ?? author).id,
    change: (doc, edit) => setChecklistDone(doc, edit, id, itemId, true),
  }));
}

/** From column to column until the last one; finished cards go on top. */
function moves({ plan: { random, end }, story, frame, id, bornAt, done, author, assignees }: Life): Step[] {
  const moments = Array.from({ length: end }, () => workingMoment(random, bornAt + 10 * minute, story.until));
  moments.sort((a, b) => a - b);
  return moments.map((at, index) => {
    const columnId = frame.columnIds[index + 1] ?? '';
    const target = done && index === end - 1 ? { columnId, afterCardId: null } : { columnId };
    const authorId = random.pick([author, ...assignees]).id;
    return { at, order: 6 + index, authorId, change: (doc, edit) => moveCard(doc, edit, id, target) };
  });
}

function comments({ plan: { random }, story, draft, id, bornAt }: Life): Step[] {
  return draft.comments.map((text) => {
    const at = workingMoment(random, bornAt + 5 * minute, story.until);
    const comment = { id: random.id(at), text };
    const authorId = random.pick(story.team).id;
    return { at, order: 20, authorId, change: (doc, edit) => addComment(doc, edit, id, comment) };
  });
}

/** Finished cards are put away some days later; one in forty cards was a mistake. */
function ending({ plan: { random }, story, id, bornAt, done, author }: Life): Step[] {
  const at = workingMoment(random, story.until - 2 * day, story.until);
  const step = (change: Step['change']): Step[] => [{ at, order: 30, authorId: author.id, change }];
  if (random.chance(0.025)) return step((doc, edit) => deleteCard(doc, edit, id));
  if (!done || story.until - bornAt < 7 * day || !random.chance(0.6)) return [];
  return step((doc, edit) => archiveCard(doc, edit, id));
}
