import type { Contender } from '../contenders/contender.ts';
import { NAMES } from '../contenders/contender.ts';
import { startMuster } from '../contenders/muster.ts';
import { startHocuspocus, startYWebsocketOnLevelDb } from '../contenders/others.ts';
import { BenchClient } from '../generator/BenchClient.ts';
import type { OpenResult } from '../generator/messages.ts';
import { type LargeBoard, largeBoard, send } from '../large-board.ts';
import { type Figures, inTurns, type Row, type RowFigures, say, withContenders } from '../row.ts';
import { type Outcome, quiet, Session } from '../Session.ts';
import { atMost, faster, memoryVerdicts } from '../verdicts.ts';
import { seatsOf } from './seats.ts';

const CARDS = { coldOpen: 5_000, joinStorm: 1_000 };
const STORM_ROOMS = 50;
const STORM_CLIENTS = 500;

/** Writes the same board into the first rooms of each contender. */
async function fillAll(contenders: readonly Contender[], rooms: number, board: LargeBoard): Promise<void> {
  for (const contender of contenders) {
    say(`  filling ${rooms} board${rooms === 1 ? '' : 's'}: ${contender.name}`);
    const seats = seatsOf(contender, 0, rooms);
    for (const seat of seats) await send(seat, [board.bulk]);
    await contender.settled(seats.map((_, room) => room));
    for (const seat of seats) await send(seat, board.tail);
    await quiet(contender);
  }
}

/** Started anew, and has opened one other document since: it runs, but has nothing of the boards in memory. */
async function restartCold(contender: Contender, otherRoom: number): Promise<void> {
  await contender.restart();
  (await BenchClient.join(contender.seat(otherRoom))).close();
  await quiet(contender);
}

async function open(contender: Contender, rooms: number, clients: number, board: LargeBoard) {
  const session = new Session(contender);
  try {
    const seats = Array.from({ length: clients }, (_, client) => contender.seat(client % rooms));
    return await session.run<'open'>({ kind: 'open', seats, documentBytes: board.bytes });
  } finally {
    session.close();
  }
}

function openFigures(label: string, { result, serverCpu, databaseCpu }: Outcome<OpenResult>): Figures {
  return {
    [`${label}, ms`]: result.last,
    [`${label}, server CPU ms`]: serverCpu,
    [`${label}, database CPU ms`]: databaseCpu,
    [`${label}, generator CPU`]: result.cpu,
  };
}

async function openCold(contender: Contender, board: LargeBoard): Promise<Figures> {
  await restartCold(contender, 1);
  const one = await open(contender, 1, 1, board);
  await restartCold(contender, 1);
  const many = await open(contender, 1, 50, board);
  const { pss: pssMb, rss: rssMb } = many.memory;
  const decoding = { 'decoding by one client, ms': one.result.decodingMs };
  return { ...openFigures('1 client', one), ...openFigures('50 clients', many), ...decoding, pssMb, rssMb };
}

async function storm(contender: Contender, board: LargeBoard): Promise<Figures> {
  await restartCold(contender, STORM_ROOMS);
  const cold = await open(contender, STORM_ROOMS, STORM_CLIENTS, board);
  await quiet(contender);
  const seats = seatsOf(contender, 0, STORM_ROOMS);
  const inside = await Promise.all(seats.map((seat) => BenchClient.join(seat)));
  await quiet(contender);
  const warm = await open(contender, STORM_ROOMS, STORM_CLIENTS, board);
  for (const client of inside) client.close();
  const { pss: pssMb, rss: rssMb } = warm.memory;
  return { ...openFigures('warm', warm), ...openFigures('cold', cold), pssMb, rssMb };
}

function measure(
  rooms: number,
  cards: number,
  rounds: number,
  measureOne: (contender: Contender, board: LargeBoard) => Promise<Figures>,
): Promise<RowFigures> {
  const board = largeBoard(cards);
  const starts = [() => startMuster(rooms + 1), startYWebsocketOnLevelDb, startHocuspocus];
  return withContenders(starts, async (contenders) => {
    await fillAll(contenders, rooms, board);
    return inTurns(contenders, rounds, (contender) => measureOne(contender, board));
  });
}

/** The rows in which documents are opened. y-websocket stands in with its LevelDB, as there is nothing cold without. */
export const OPENING_ROWS: readonly Row[] = [
  {
    name: 'cold-open',
    title: 'cold open of a board with 5,000 cards by 1 and by 50 clients',
    measure: (rounds) => measure(1, CARDS.coldOpen, rounds, openCold),
    verdicts: (figures) => [
      ...['1 client', '50 clients'].flatMap((label) => [
        faster(figures, `${label}, ms`, 7, NAMES.hocuspocus),
        atMost(figures, `${label}, server CPU ms`, 1 / 12, NAMES.hocuspocus),
      ]),
      ...memoryVerdicts(figures),
    ],
  },
  {
    name: 'join-storm',
    title: '500 clients join 50 boards of 1,000 cards at once, warm and cold',
    measure: (rounds) => measure(STORM_ROOMS, CARDS.joinStorm, rounds, storm),
    verdicts: (figures) => [
      faster(figures, 'warm, ms', 6, NAMES.hocuspocus),
      faster(figures, 'cold, ms', 7, NAMES.hocuspocus),
      ...memoryVerdicts(figures),
    ],
  },
];
