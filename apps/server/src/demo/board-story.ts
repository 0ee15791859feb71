import { createColumn } from '@muster/contract/work/board-columns';
import { createLabel } from '@muster/contract/work/board-labels';
import type { BoardHistory } from './BoardHistory.ts';
import { cardStory } from './card-story.ts';
import { day, hour } from './instants.ts';
import type { Random } from './Random.ts';
import type { BoardFrame, Story } from './story.ts';

/** Updates after which the server would merge the log into a snapshot. */
const longestTail = 500;

/** Lays out the board's columns and labels, as its owner did at first. */
export function layOut(history: BoardHistory, { theme, owner, from }: Story, random: Random): BoardFrame {
  const columns = theme.columns.map((column) => ({
    id: random.id(from),
    name: column.name,
    wipLimit: column.wipLimit ?? null,
  }));
  const labels = Object.entries(theme.labels).map(([name, color]) => ({ id: random.id(from), name, color }));
  history.commit(owner.id, from, (doc, edit) => {
    for (const column of columns) createColumn(doc, edit, column);
    for (const label of labels) createLabel(doc, edit, label);
  });
  return { columnIds: columns.map(({ id }) => id), labelIds: new Map(labels.map(({ name, id }) => [name, id])) };
}

/** Lets people write and move the cards, all at once and in the order of time, as on a living board. */
export function tell(history: BoardHistory, story: Story, random: Random): void {
  const frame = layOut(history, story, random);
  const ends = finalColumns(story, random.stream('columns'));
  const steps = ends.flatMap((end, index) =>
    cardStory(story, frame, { index, end, random: random.stream(`card/${index}`) }),
  );
  steps.sort((a, b) => a.at - b.at || a.order - b.order);
  const namings = namingsOf(story);
  for (const step of steps) {
    nameUpTo(history, story, namings, step.at);
    history.commit(step.authorId, step.at, step.change);
    if (history.updates.length >= longestTail) history.compact();
  }
  nameUpTo(history, story, namings, story.until);
}

/** Where each card ends: by the columns' shares, but a column never holds more than one above its limit. */
function finalColumns({ theme, cards }: Story, random: Random): number[] {
  const lots = theme.columns.flatMap((column, index) => Array<number>(column.share).fill(index));
  const roomy = lots.filter((index) => theme.columns[index]?.wipLimit === undefined);
  const counts = theme.columns.map(() => 0);
  return Array.from({ length: cards }, () => {
    const drawn = random.pick(lots);
    const limit = theme.columns[drawn]?.wipLimit ?? Number.POSITIVE_INFINITY;
    const fits = (counts[drawn] ?? 0) < limit + (random.chance(0.2) ? 1 : 0);
    const end = fits ? drawn : random.pick(roomy);
    counts[end] = (counts[end] ?? 0) + 1;
    return end;
  });
}

interface Naming {
  at: number;
  name: string;
}

/** Two states of a longer board that its owner named, at a third and at nine tenths of its life. */
function namingsOf({ from, until }: Story): Naming[] {
  const length = until - from;
  if (length < 10 * day) return [];
  return [
    { at: from + length / 3, name: 'After the first review' },
    { at: until - Math.max(length / 10, 14 * hour), name: 'Before this week' },
  ];
}

function nameUpTo(history: BoardHistory, { owner }: Story, namings: Naming[], at: number): void {
  for (let next = namings[0]; next && next.at <= at; next = namings[0]) {
    history.name(next.name, next.at, owner);
    namings.shift();
  }
}
