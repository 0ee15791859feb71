import { Attacker } from '../Attacker.ts';
import { type Contender, NAMES } from '../contenders/contender.ts';
import { startMuster } from '../contenders/muster.ts';
import { startHocuspocus, startSink, startYWebsocket } from '../contenders/others.ts';
import { rounded } from '../medians.ts';
import { type Figures, inTurns, type Row, type RowFigures, say, type Verdict, withContenders } from '../row.ts';
import { Session } from '../Session.ts';
import { figure } from '../verdicts.ts';
import { loadFigures } from './load-figures.ts';
import { seatsOf } from './seats.ts';

const ROOMS = 40;
const CLIENTS_PER_ROOM = 5;
/** In the attacker's hands: after ten offences an account has to wait, so that one alone would soon be kept out. */
const ACCOUNTS = 50;
/** Updates a second over all quiet rooms: two in each. */
const RATE = 2 * ROOMS;
const WARM_UP = 0.5;
const SECONDS = 4;

async function measureQuietRooms(session: Session): Promise<Figures> {
  return loadFigures(await session.run<'load'>({ kind: 'load', rate: RATE, warmUp: WARM_UP, seconds: SECONDS }));
}

function named(label: string, figures: Figures): Figures {
  const names = ['p50Ms', 'p99Ms', 'delivered'];
  return Object.fromEntries(names.map((name) => [`${name} ${label}`, figures[name] ?? null]));
}

/** The same attack on another process of the machine: what the quiet rooms then suffer, no server could spare them. */
async function attackedElsewhere(session: Session): Promise<Figures> {
  const sink = await startSink();
  const attacker = await Attacker.start(Array.from({ length: ACCOUNTS }, (_, account) => sink.seat(account)));
  try {
    return named('attacked elsewhere', await measureQuietRooms(session));
  } finally {
    attacker.stop();
    await sink.stop();
  }
}

async function attacked(contender: Contender, session: Session): Promise<Figures> {
  const attacker = await Attacker.start((await contender.strangerSeats?.(ROOMS, ACCOUNTS)) ?? [contender.seat(ROOMS)]);
  try {
    const before = await attacker.figures();
    // A server that dies takes its quiet rooms along; that is a result, not a failure of the benchmark.
    const measured: Figures = await measureQuietRooms(session).catch((error: Error) => {
      say(`  ${error.message}`);
      return {};
    });
    const after = await attacker.figures();
    const { cpuMsPer1000, pssMb, rssMb, generatorCpu } = { ...measured };
    return {
      ...named('attacked', measured),
      lived: contender.alive ? 1 : 0,
      hostileFramesPerSecond: (after.frames - before.frames) / (WARM_UP + SECONDS),
      attackerCpu: (after.cpuSeconds - before.cpuSeconds) / (WARM_UP + SECONDS),
      cpuMsPer1000: cpuMsPer1000 ?? null,
      generatorCpu: generatorCpu ?? null,
      pssMb: pssMb ?? null,
      rssMb: rssMb ?? null,
    };
  } finally {
    attacker.stop();
  }
}

async function measure(contender: Contender): Promise<Figures> {
  const session = new Session(contender);
  try {
    const rooms = seatsOf(contender, 0, ROOMS);
    const seating = { rooms, clientsPerRoom: CLIENTS_PER_ROOM, writersPerRoom: 1 };
    await session.run<'connect'>({ kind: 'connect', ...seating });
    const alone = await measureQuietRooms(session);
    const elsewhere = contender.name === NAMES.muster ? await attackedElsewhere(session) : {};
    return { ...named('alone', alone), ...elsewhere, ...(await attacked(contender, session)) };
  } finally {
    session.close();
    if (!contender.alive) await contender.restart();
  }
}

function verdicts(figures: RowFigures): readonly Verdict[] {
  const lived = figure(figures, NAMES.muster, 'lived');
  return [
    { target: 'the process lives', value: lived, met: lived === 1 },
    timesTheP99(figures, 'alone', ''),
    timesTheP99(figures, 'attacked elsewhere', ': what the server adds to what the attacker takes from the machine'),
  ];
}

function timesTheP99(figures: RowFigures, other: string, note: string): Verdict {
  const [against, attackedBy] = [other, 'attacked'].map((label) => figure(figures, NAMES.muster, `p99Ms ${label}`));
  const value = against && attackedBy ? rounded(attackedBy / against) : null;
  return { target: `p99Ms attacked ≤ 1.5 × ${other}${note}`, value, met: value !== null && value <= 1.5 };
}

/** Quiet rooms with and without one who does all that a client must not, under the names of many. */
export const HOSTILE_NEIGHBOUR: Row = {
  name: 'hostile',
  title: '40 quiet rooms × 5 clients beside a hostile client with 50 accounts',
  verdicts,
  measure: (rounds) => {
    const starts = [() => startMuster(ROOMS + 1), startYWebsocket, startHocuspocus];
    return withContenders(starts, (contenders) => inTurns(contenders, rounds, measure));
  },
};
