import { BenchClient } from './BenchClient.ts';
import { BenchUpdates } from './BenchUpdates.ts';
import { LatencyHistogram } from './LatencyHistogram.ts';
import type { LoadResult, Seating } from './messages.ts';
import { OwnLoad, TICK } from './OwnLoad.ts';
import { PayloadScanner } from './PayloadScanner.ts';

interface Writer {
  readonly client: BenchClient;
  readonly updates: BenchUpdates;
}

const CONNECTING_AT_ONCE = 50;
const SIGN_OF_LIFE = 5_000;

/** Clients in rooms, and the updates that some of them send. */
export class Load {
  readonly #seating: Seating;
  readonly #clients: BenchClient[] = [];
  readonly #writers: Writer[] = [];
  #latencies = new LatencyHistogram();
  #sent = 0;

  constructor(seating: Seating) {
    this.#seating = seating;
  }

  /** Brings every client into its room. */
  async connect(): Promise<void> {
    const { rooms, clientsPerRoom } = this.#seating;
    const seats = rooms.flatMap((seat) => Array.from({ length: clientsPerRoom }, () => seat)).entries();
    const worker = async () => {
      for (const [index, seat] of seats) this.#clients[index] = await BenchClient.join(seat);
    };
    await Promise.all(Array.from({ length: CONNECTING_AT_ONCE }, worker));
    for (const [index, client] of this.#clients.entries()) this.#listen(client, index);
    setInterval(() => {
      for (const client of this.#clients) client.beat();
    }, SIGN_OF_LIFE);
  }

  /** Sends at a rate, over all rooms, until the function it answers with is called. */
  start(rate: number): () => void {
    const began = performance.now();
    let sent = 0;
    const timer = setInterval(() => {
      const due = ((performance.now() - began) / 1_000) * rate;
      for (; sent < due; sent += 1) this.#send(sent);
    }, TICK);
    return () => clearInterval(timer);
  }

  /** Measures for the given time while load is being sent. */
  async measure(seconds: number): Promise<LoadResult> {
    this.#latencies = new LatencyHistogram();
    const [sentBefore, own, began] = [this.#sent, new OwnLoad(), performance.now()];
    await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
    const elapsed = (performance.now() - began) / 1_000;
    const latencies = this.#latencies;
    const lost = this.#clients.find(({ closed }) => closed !== undefined);
    if (lost) throw new Error(`a client was closed: ${lost.closed}`);
    return {
      ...own.stop(),
      deliveries: latencies.count,
      deliveriesPerSecond: latencies.count / elapsed,
      deliveredShare: latencies.count / ((this.#sent - sentBefore) * (this.#seating.clientsPerRoom - 1)),
      p50: latencies.quantile(0.5),
      p99: latencies.quantile(0.99),
    };
  }

  /** The writers take turns, so that rooms do not all speak in the same millisecond. */
  #send(turn: number): void {
    const writer = this.#writers[turn % this.#writers.length];
    writer?.client.send(writer.updates.next());
    this.#sent += 1;
  }

  #listen(client: BenchClient, index: number): void {
    const { clientsPerRoom, writersPerRoom } = this.#seating;
    const writes = index % clientsPerRoom < writersPerRoom;
    const own = writes ? this.#writers.length : -1;
    if (writes) this.#writers.push({ client, updates: new BenchUpdates(own) });
    const scanner = new PayloadScanner((writer, sentAt) => {
      if (writer !== own) this.#latencies.add(performance.now() - sentAt);
    });
    client.listen((chunk) => scanner.scan(chunk));
  }
}
