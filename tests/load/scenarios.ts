/** A load to put on a server. */
export interface Scenario {
  readonly name: string;
  readonly rooms: number;
  readonly firstRoom: number;
  readonly clientsPerRoom: number;
  readonly writersPerRoom: number;
  /** Updates per second in each room; null sends as fast as the updates arrive elsewhere. */
  readonly rate: number | null;
  /** Updates that a writer may have on the way when there is no rate. */
  readonly window: number;
}

const oneRoom = { rooms: 1, writersPerRoom: 1, rate: 200, window: 0 };
const manyRooms = { rooms: 200, firstRoom: 3, clientsPerRoom: 5, writersPerRoom: 1 };

/** Every scenario with rooms of its own, as far as they leave large documents behind. */
export const SCENARIOS: readonly Scenario[] = [
  { ...oneRoom, name: '1 room, 50 receivers, 200 updates/s', firstRoom: 0, clientsPerRoom: 51 },
  { ...oneRoom, name: '1 room, 200 receivers, 200 updates/s', firstRoom: 1, clientsPerRoom: 201 },
  { ...manyRooms, name: '200 rooms × 5 clients, 1,000 updates/s', rate: 5, window: 0 },
  {
    name: '1 room × 50 clients, as fast as it goes',
    rooms: 1,
    firstRoom: 2,
    clientsPerRoom: 50,
    writersPerRoom: 10,
    rate: null,
    window: 40,
  },
  { ...manyRooms, name: '200 rooms × 5 clients, as fast as it goes', rate: null, window: 2 },
];

/** Rooms that the scenarios need. */
export const ROOMS = Math.max(...SCENARIOS.map(({ firstRoom, rooms }) => firstRoom + rooms));

/** What the load generator is asked to do. */
export type Job =
  | {
      readonly kind: 'load';
      readonly scenario: Scenario;
      readonly addresses: readonly string[];
      readonly joins: boolean;
      readonly seconds: number;
    }
  | { readonly kind: 'open'; readonly address: string; readonly clients: number; readonly documentBytes: number };

/** What a load came to. */
export interface LoadResult {
  readonly deliveries: number;
  readonly deliveriesPerSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** How long it took until every client had the document, in milliseconds. */
export interface OpenResult {
  readonly first: number;
  readonly last: number;
}

/** What the load generator says, in this order. It waits for an answer after `begin` and `end`. */
export type Report<Result> =
  | { readonly phase: 'begin' | 'end' }
  | { readonly phase: 'result'; readonly result: Result };
