import type { Seat } from '../generator/wire.ts';

/** The names under which results stand. */
export const NAMES = {
  muster: 'muster',
  yWebsocket: '@y/websocket-server',
  yWebsocketOnLevelDb: '@y/websocket-server on LevelDB',
  hocuspocus: '@hocuspocus/server',
  relay: 'ws relay',
  batchingRelay: 'ws relay, batching',
  storingRelay: 'ws relay, storing first',
  sink: 'sink',
} as const;

/** A server to compare. */
export interface Contender {
  readonly name: string;
  /** False once its process has ended by itself. */
  readonly alive: boolean;
  readonly pid: number;
  /** More processes whose processor time counts as the server's. */
  readonly otherPids?: readonly number[];
  seat(room: number): Seat;
  /** Seats of as many other people, where the server tells people apart. */
  strangerSeats?(room: number, count: number): Promise<readonly Seat[]>;
  /** Processor time of its database in milliseconds, null when it has none. */
  databaseCpu(): number | null;
  /** Kills the process and starts it again on the same data, if it keeps any. */
  restart(): Promise<void>;
  /** Resolves when what was written to the given rooms is stored, in the form in which documents mostly lie there. */
  settled(rooms: readonly number[]): Promise<void>;
  stop(): Promise<void>;
}
