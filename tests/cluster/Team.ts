import type { SignedIn } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { boardEditor } from '../sync/crash/board-edits.ts';
import { newBoard } from '../sync/crash/Crew.ts';
import { openReplica, synced } from '../sync/replica.ts';
import { Writer } from '../sync/Writer.ts';
import type { TestCluster } from './TestCluster.ts';

/** One writer on each node of a cluster, all on one board. */
export class Team {
  readonly documentName: string;
  readonly writers: Writer[] = [];
  readonly #owner: SignedIn;
  readonly #random: () => number;

  private constructor(owner: SignedIn, random: () => number, documentName: string) {
    this.#owner = owner;
    this.#random = random;
    this.documentName = documentName;
  }

  /** Makes a board; everybody opens it, each on a node of their own or all at one address, and edits without pause. */
  static async start(cluster: TestCluster, owner: SignedIn, random: () => number, address?: string): Promise<Team> {
    const team = new Team(owner, random, await newBoard(owner));
    for (const { webSocketUrl } of cluster.nodes) await team.join(address ?? webSocketUrl);
    return team;
  }

  /** One more opens the board, and edits. */
  async join(webSocketUrl: string): Promise<Writer> {
    const replica = openReplica(webSocketUrl, this.documentName, this.#owner.token);
    const writer = new Writer(replica, boardEditor(this.#owner.userId, this.#random), this.#random);
    this.writers.push(writer);
    await synced(replica);
    writer.start();
    return writer;
  }

  /** Everybody tries again at once, as a person does who presses “reconnect”. */
  hurry(): void {
    for (const { replica } of this.writers) replica.provider.connect();
  }

  /** Waits until these have so many more edits acknowledged. */
  async proceed(count: number, writers: readonly Writer[] = this.writers): Promise<void> {
    const goals = writers.map(({ acknowledged }) => acknowledged.size + count);
    await eventually(`${count} more edits of ${writers.length} people`, () =>
      writers.every(({ acknowledged }, index) => acknowledged.size >= (goals[index] ?? 0)),
    );
  }

  /** Waits until everybody has received so many more edits of others. */
  async exchange(count: number, writers: readonly Writer[] = this.writers): Promise<void> {
    const goals = writers.map(({ received }) => received.size + count);
    await eventually(`${count} more edits of others with ${writers.length} people`, () =>
      writers.every(({ received }, index) => received.size >= (goals[index] ?? 0)),
    );
  }

  /** Everybody stops editing. */
  pause(): void {
    for (const writer of this.writers) writer.pause();
  }

  end(): void {
    this.pause();
    for (const { replica } of this.writers) replica.provider.destroy();
  }
}
