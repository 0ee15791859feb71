import { BenchClient } from './BenchClient.ts';
import { BenchUpdates, readPayloads } from './BenchUpdates.ts';
import { LatencyHistogram } from './LatencyHistogram.ts';
import type { LoadResult, Scenario } from './scenarios.ts';

interface Writer {
  readonly client: BenchClient;
  readonly updates: BenchUpdates;
  /** Sent and not yet seen by the room's last client. */
  onTheWay: number;
}

const CONNECTING_AT_ONCE = 50;
const TICK = 5;

/** Puts a scenario's load on a server and measures what arrives. */
export class Load {
  readonly #scenario: Scenario;
  readonly #clients: BenchClient[] = [];
  readonly #writers: Writer[] = [];
  #latencies = new LatencyHistogram();

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /** Opens every client; `joins` says whether the server answers a SyncStep1. */
  async connect(addresses: readonly string[], joins: boolean): Promise<void> {
    const { clientsPerRoom } = this.#scenario;
    const seats = addresses.flatMap((address) => Array.from({ length: clientsPerRoom }, () => address)).entries();
    const worker = async () => {
      for (const [seat, address] of seats) {
        this.#clients[seat] = await (joins ? BenchClient.join(address) : BenchClient.connect(address));
      }
    };
    await Promise.all(Array.from({ length: CONNECTING_AT_ONCE }, worker));
    for (const [seat, client] of this.#clients.entries()) this.#listen(client, seat);
  }

  /** Begins to send, at the scenario's rate or as fast as updates arrive. */
  start(): void {
    const { rate, window } = this.#scenario;
    if (rate === null) for (const writer of this.#writers) this.#fill(writer, window);
    else this.#pace(rate);
  }

  /** Measures for the given time. */
  async measure(seconds: number): Promise<LoadResult> {
    this.#latencies = new LatencyHistogram();
    const began = performance.now();
    await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
    const elapsed = (performance.now() - began) / 1_000;
    const latencies = this.#latencies;
    const lost = this.#clients.find(({ closed }) => closed !== undefined);
    if (lost) throw new Error(`a client was closed: ${lost.closed}`);
    const deliveriesPerSecond = latencies.count / elapsed;
    const [p50, p99] = [latencies.quantile(0.5), latencies.quantile(0.99)];
    return { deliveries: latencies.count, deliveriesPerSecond, p50, p99 };
  }

  #listen(client: BenchClient, seat: number): void {
    const { clientsPerRoom, writersPerRoom, rate } = this.#scenario;
    const place = seat % clientsPerRoom;
    if (place < writersPerRoom) {
      this.#writers.push({ client, updates: new BenchUpdates(this.#writers.length), onTheWay: 0 });
    }
    const own = place < writersPerRoom ? this.#writers.length - 1 : -1;
    const refills = rate === null && place === clientsPerRoom - 1;
    client.received = (frame) =>
      readPayloads(frame, (writer, sentAt) => {
        if (writer === own) return;
        this.#latencies.add(performance.now() - sentAt);
        if (refills) this.#arrived(writer);
      });
  }

  #arrived(index: number): void {
    const writer = this.#writers[index];
    if (writer === undefined) return;
    writer.onTheWay -= 1;
    this.#fill(writer, this.#scenario.window);
  }

  #fill(writer: Writer, window: number): void {
    while (writer.onTheWay < window) {
      writer.onTheWay += 1;
      writer.client.send(writer.updates.next());
    }
  }

  /** Each writer at its own phase, so that rooms do not all speak in the same millisecond. */
  #pace(rate: number): void {
    const began = performance.now();
    const sent = this.#writers.map(() => 0);
    setInterval(() => {
      const elapsed = (performance.now() - began) / 1_000;
      for (const [index, writer] of this.#writers.entries()) {
        const due = elapsed * rate - index / this.#writers.length;
        for (; (sent[index] ?? 0) < due; sent[index] = (sent[index] ?? 0) + 1)
          writer.client.send(writer.updates.next());
      }
    }, TICK);
  }
}
