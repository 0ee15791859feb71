import { setTimeout as delay } from 'node:timers/promises';
import { type Contender, NAMES } from '../contenders/contender.ts';
import { memoryOf } from '../contenders/cpu.ts';
import { startMuster } from '../contenders/muster.ts';
import { startHocuspocus, startYWebsocket } from '../contenders/others.ts';
import { type LargeBoard, largeBoard, send } from '../large-board.ts';
import { type Figures, inTurns, type Row, withContenders } from '../row.ts';
import { quiet } from '../Session.ts';
import { figure, memoryVerdicts } from '../verdicts.ts';
import { seatsOf } from './seats.ts';

const CARDS = 200;
/** Numbers of documents, opened, written and closed, at which the memory is looked at. */
const FEW = 80;
const MANY = 480;
/** So many are written before a server may catch up. */
const AT_ONCE = 80;
/** Milliseconds for which nothing is asked of a server before its memory is looked at: every one collects only after a while. */
const REST = 15_000;

interface Rooms {
  readonly from: number;
  readonly to: number;
}

async function writeAndClose(contender: Contender, { from, to }: Rooms, board: LargeBoard): Promise<number> {
  for (let room = from; room < to; room += AT_ONCE) {
    for (const seat of seatsOf(contender, room, AT_ONCE)) await send(seat, [board.bulk, ...board.tail]);
    await quiet(contender);
  }
  await delay(REST);
  return memoryOf(contender.pid).pss;
}

/** What a closed document costs is the slope between two numbers of them: a server that has worked is larger than one that has not. */
async function measure(contender: Contender, board: LargeBoard, round: number): Promise<Figures> {
  const first = round * MANY;
  const few = await writeAndClose(contender, { from: first, to: first + FEW }, board);
  const many = await writeAndClose(contender, { from: first + FEW, to: first + MANY }, board);
  const { pss, rss } = memoryOf(contender.pid);
  return {
    closedDocumentKb: ((many - few) / (MANY - FEW)) * 1_024,
    documentKb: board.bytes / 1_024,
    pssMb: pss,
    rssMb: rss,
  };
}

/** What a document costs that nobody has open. */
export const CLOSED_DOCUMENTS: Row = {
  name: 'closed-documents',
  title: `memory fifteen seconds after ${MANY} boards of ${CARDS} cards were written and closed; closedDocumentKb is what it grew by with each beyond the first ${FEW}`,
  measure: (rounds) => {
    const board = largeBoard(CARDS);
    const starts = [() => startMuster(MANY * rounds), startYWebsocket, startHocuspocus];
    return withContenders(starts, (contenders) =>
      inTurns(contenders, rounds, (contender, round) => measure(contender, board, round)),
    );
  },
  verdicts: (figures) => {
    const value = figure(figures, NAMES.muster, 'closedDocumentKb');
    const size = figure(figures, NAMES.muster, 'documentKb') ?? 0;
    // A heap breathes; what is kept for every document would show as its size.
    const nothing = {
      target: 'closedDocumentKb ≤ 0.1 × documentKb',
      value,
      met: value !== null && value <= 0.1 * size,
    };
    return [nothing, ...memoryVerdicts(figures)];
  },
};
