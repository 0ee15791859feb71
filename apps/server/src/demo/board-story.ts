import { createColumn } from '@muster/contract/work/board-columns';
import { createLabel } from '@muster/contract/work/board-labels';
import type { BoardHistory } from './BoardHistory.ts';
import { cardStory } from './card-story.ts';
import { type Milestone, milestonesOf } from './milestones.ts';
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
  const milestones = milestonesOf(story);
  for (const step of steps) {
    reachUpTo(history, milestones, step.at);
    history.commit(step.authorId, step.at, step.change);
    if (history.updates.length >= longestTail) history.compact();
  }
  reachUpTo(history, milestones, story.until);
}

/** Where each card ends: by the columns' shares, but a column never holds more than one above its limit. */
function finalColumns({ theme: { columns }, cards }: Story, random: Random): number[] {
  const lots = columns.flatMap((column, index) => Array<number>(column.share).fill(index));
  const roomy = lots.filter((index) => columns[index]?.wipLimit === undefined);
  const room = columns.map(({ wipLimit = cards }) => wipLimit + (random.chance(0.25) ? 1 : 0));
  const take = (index: number) => {
    room[index] = (room[index] ?? 0) - 1;
    return index;
  };
  // The shares exactly, rather than by chance: few cards and bad luck make a board that looks like no board.
  const wanted = Array.from({ length: cards }, (_, card) => lots[card % lots.length] ?? 0);
  const ends = wanted.map((index) => take((room[index] ?? 0) > 0 ? index : random.pick(roomy)));
  return random.sample(ends, ends.length);
}

function reachUpTo(history: BoardHistory, milestones: Milestone[], at: number): void {
  for (let next = milestones[0]; next && next.at <= at; next = milestones[0]) {
    next.reach(history);
    milestones.shift();
  }
}
