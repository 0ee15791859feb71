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

const CARDS = 400;
/** Documents that are opened, written and closed before the memory is looked at, and as many again afterwards. */
const DOCUMENTS = 60;
/** Milliseconds for which nothing is asked of a server before its memory is looked at: every one collects only after a while. */
const REST = 10_000;

async function writeAndClose(contender: Contender, firstRoom: number, board: LargeBoard): Promise<number> {
  for (const seat of seatsOf(contender, firstRoom, DOCUMENTS)) await send(seat, [board.bulk, ...board.tail]);
  await quiet(contender);
  await delay(REST);
  return memoryOf(contender.pid).pss;
}

/** What closed documents cost is what a process grows by with each further one, once it is warm. */
async function measure(contender: Contender, board: LargeBoard, round: number): Promise<Figures> {
  const first = 3 * round * DOCUMENTS;
  await writeAndClose(contender, first, board);
  const warm = await writeAndClose(contender, first + DOCUMENTS, board);
  const later = await writeAndClose(contender, first + 2 * DOCUMENTS, board);
  const { pss, rss } = memoryOf(contender.pid);
  return {
    closedDocumentKb: ((later - warm) / DOCUMENTS) * 1_024,
    documentKb: board.bytes / 1_024,
    pssMb: pss,
    rssMb: rss,
  };
}

/** What a document costs that nobody has open. */
export const CLOSED_DOCUMENTS: Row = {
  name: 'closed-documents',
  title: 'memory ten seconds after 180 boards of 400 cards were written and closed',
  measure: (rounds) => {
    const board = largeBoard(CARDS);
    const starts = [() => startMuster(3 * DOCUMENTS * rounds), startYWebsocket, startHocuspocus];
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
