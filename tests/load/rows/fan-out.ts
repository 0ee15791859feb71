import { type Contender, NAMES } from '../contenders/contender.ts';
import { startMuster } from '../contenders/muster.ts';
import { OTHERS } from '../contenders/others.ts';
import type { Seating } from '../generator/messages.ts';
import { type Figures, inTurns, type Row, type RowFigures, type Verdict, withContenders } from '../row.ts';
import { Session } from '../Session.ts';
import { atMost, atMostTheBetter, memoryVerdicts } from '../verdicts.ts';
import { loadFigures } from './load-figures.ts';
import { seatsOf } from './seats.ts';

/** Seconds; long enough for what was measured not to be compilers at work: servers live for weeks. */
const WARM_UP = 4;
const SECONDS = 2.5;
/** Seconds for which a row of few updates runs faster first: else its warm-up would be too short for compilers. */
const RUN_IN = 4;

interface Work extends Pick<Seating, 'clientsPerRoom' | 'writersPerRoom'> {
  readonly name: string;
  readonly title: string;
  readonly roomCount: number;
  /** Updates a second over all rooms. */
  readonly rate: number;
  /** Updates a second before the warm-up, for rows of few. */
  readonly runInRate?: number;
  readonly verdicts: (figures: RowFigures) => readonly Verdict[];
}

async function measure(contender: Contender, work: Work, round: number): Promise<Figures> {
  const session = new Session(contender);
  const { clientsPerRoom, writersPerRoom, rate, runInRate, roomCount } = work;
  try {
    const rooms = seatsOf(contender, round * roomCount, roomCount);
    await session.run<'connect'>({ kind: 'connect', rooms, clientsPerRoom, writersPerRoom });
    if (runInRate) await session.run<'load'>({ kind: 'load', rate: runInRate, warmUp: 0, seconds: RUN_IN });
    return loadFigures(await session.run<'load'>({ kind: 'load', rate, warmUp: WARM_UP, seconds: SECONDS }));
  } finally {
    session.close();
  }
}

/** Every round has rooms of its own, so that none begins with what an earlier one wrote. */
function row(work: Work): Row {
  const { name, title, roomCount, verdicts } = work;
  return {
    name,
    title,
    verdicts,
    measure: (rounds) => {
      const muster = () => startMuster(roomCount * rounds);
      return withContenders([muster, ...OTHERS], (contenders) =>
        inTurns(contenders, rounds, (contender, round) => measure(contender, work, round)),
      );
    },
  };
}

const peers = [NAMES.yWebsocket, NAMES.hocuspocus];

function fanOut(receivers: number): Row {
  return row({
    name: `fan-out-${receivers}`,
    title: `1 room × ${receivers} receivers, 200 updates/s`,
    roomCount: 1,
    clientsPerRoom: receivers + 1,
    writersPerRoom: 1,
    rate: 200,
    verdicts: (figures) => [
      atMostTheBetter(figures, 'cpuMsPer1000', 0.75, peers),
      ...peers.map((peer) => atMost(figures, 'p99Ms', 1, peer)),
      ...memoryVerdicts(figures),
    ],
  });
}

/** The rows with a fixed rate. */
export const FAN_OUT_ROWS: readonly Row[] = [
  fanOut(50),
  fanOut(200),
  row({
    name: 'rooms',
    title: '200 rooms × 5 clients, 2 updates/s in each',
    roomCount: 200,
    clientsPerRoom: 5,
    writersPerRoom: 1,
    rate: 400,
    runInRate: 2_000,
    verdicts: (figures) => [
      atMost(figures, 'cpuMsPer1000', 0.6, NAMES.hocuspocus),
      atMost(figures, 'cpuMsPer1000', 1, NAMES.yWebsocket),
      atMost(figures, 'p50Ms', 1.5, NAMES.hocuspocus),
      ...memoryVerdicts(figures),
    ],
  }),
];
