import { type Contender, NAMES } from '../contenders/contender.ts';
import { startMuster } from '../contenders/muster.ts';
import { OTHERS } from '../contenders/others.ts';
import type { LoadResult, Seating } from '../generator/messages.ts';
import { type Figures, inTurns, type Row, type RowFigures, say, type Verdict, withContenders } from '../row.ts';
import { type Outcome, quiet, Session } from '../Session.ts';
import { figure } from '../verdicts.ts';
import { loadFigures } from './load-figures.ts';
import { seatsOf } from './seats.ts';

const WARM_UP = 0.4;
const SECONDS = 1;
/** A rate is carried while it stays within both. */
const CARRIED = { p99: 100, share: 0.99 };
/** Rungs from one doubling of the rate to the next: all contenders climb the same ladder. */
const RUNGS_PER_DOUBLING = 4;
const HIGHEST_RUNG = 7 * RUNGS_PER_DOUBLING;

/** Work whose rate is raised until a server gives in. */
export interface Climb extends Pick<Seating, 'clientsPerRoom' | 'writersPerRoom'> {
  readonly name: string;
  readonly title: string;
  readonly roomCount: number;
  /** Updates a second over all rooms on the lowest rung. */
  readonly lowestRate: number;
  readonly verdicts: (figures: RowFigures) => readonly Verdict[];
}

type Rung = Outcome<LoadResult>;

function isCarried({ result }: Rung): boolean {
  return result.p99 <= CARRIED.p99 && result.deliveredShare >= CARRIED.share;
}

/** One contender on the ladder, with its clients connected. */
class Climber {
  readonly #contender: Contender;
  readonly #session: Session;
  readonly #lowestRate: number;

  constructor(contender: Contender, session: Session, lowestRate: number) {
    this.#contender = contender;
    this.#session = session;
    this.#lowestRate = lowestRate;
  }

  async measure(rung: number): Promise<Rung> {
    await quiet(this.#contender);
    const rate = this.#lowestRate * 2 ** (rung / RUNGS_PER_DOUBLING);
    return this.#session.run<'load'>({ kind: 'load', rate, warmUp: WARM_UP, seconds: SECONDS });
  }

  /** A rate is too much when it was so twice: once may be the machine's own hiccup. */
  async #attempt(rung: number): Promise<Rung> {
    const measured = await this.measure(rung);
    return isCarried(measured) ? measured : this.measure(rung);
  }

  /** The highest rung that is carried: the rate times four first, then by halves between. */
  async climb(): Promise<{ rung: number; measured: Rung; failed: Rung | null }> {
    let best = { rung: 0, measured: await this.measure(0) };
    let failed: Rung | null = null;
    let [low, high] = [0, HIGHEST_RUNG + 1];
    while (high - low > 1) {
      const rung: number =
        failed === null ? Math.min(low + 2 * RUNGS_PER_DOUBLING, high - 1) : Math.floor((low + high) / 2);
      const measured = await this.#attempt(rung);
      if (isCarried(measured)) [low, best] = [rung, { rung, measured }];
      else [high, failed] = [rung, measured];
    }
    return { ...best, failed };
  }
}

async function withClimber<Result>(
  contender: Contender,
  { clientsPerRoom, writersPerRoom, roomCount, lowestRate }: Climb,
  firstRoom: number,
  work: (climber: Climber) => Promise<Result>,
): Promise<Result> {
  const session = new Session(contender);
  try {
    const rooms = seatsOf(contender, firstRoom, roomCount);
    await session.run<'connect'>({ kind: 'connect', rooms, clientsPerRoom, writersPerRoom });
    return await work(new Climber(contender, session, lowestRate));
  } finally {
    session.close();
  }
}

/** The highest rung's figures; the generator's beside the rung that was too much tell who gave in. */
async function climb(contender: Contender, work: Climb, firstRoom: number): Promise<Figures> {
  return withClimber(contender, work, firstRoom, async (climber) => {
    const { rung, measured, failed } = await climber.climb();
    const beyond = { cpu: failed?.result.cpu ?? null, p99: failed?.result.p99 ?? null };
    return { rung, ...loadFigures(measured), p99BeyondMs: beyond.p99, generatorCpuBeyond: beyond.cpu };
  });
}

const compared = ['deliveriesPerSecond', 'delivered', 'p50Ms', 'p99Ms', 'cpuMsPer1000', 'databaseCpuMsPer1000'];

/** Everybody's figures at the rate that hocuspocus carried; batching makes rates of their own incomparable. */
async function atRateOf(contender: Contender, work: Climb, firstRoom: number, rung: number): Promise<Figures> {
  const measured = await withClimber(contender, work, firstRoom, (climber) => climber.measure(rung));
  const figures = loadFigures(measured);
  return Object.fromEntries(compared.map((name) => [`${name} @ its rate`, figures[name] ?? null]));
}

async function measureAll(contenders: readonly Contender[], work: Climb, rounds: number): Promise<RowFigures> {
  const climbed = await inTurns(contenders, rounds, (contender, round) =>
    climb(contender, work, 2 * round * work.roomCount),
  );
  const rung = Math.round(figure(climbed, NAMES.hocuspocus, 'rung') ?? 0);
  say('  all at the highest rate of hocuspocus');
  const compared = await inTurns(contenders, rounds, (contender, round) =>
    atRateOf(contender, work, (2 * round + 1) * work.roomCount, rung),
  );
  return Object.fromEntries(Object.entries(climbed).map(([name, own]) => [name, { ...compared[name], ...own }]));
}

/** Raises the rate until p99 is over 100 ms or less than 99 % is delivered. */
export function saturation(work: Climb): Row {
  const { name, title, verdicts } = work;
  return {
    name,
    title,
    verdicts,
    measure: (rounds) => {
      const muster = () => startMuster(2 * work.roomCount * rounds);
      return withContenders([muster, ...OTHERS], (contenders) => measureAll(contenders, work, rounds));
    },
  };
}
