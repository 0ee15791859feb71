import { expect } from 'vitest';
import * as Y from 'yjs';
import type { SignedIn } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { boardEditor, contentsOf, idsIn } from '../sync/crash/board-edits.ts';
import { newBoard } from '../sync/crash/Crew.ts';
import { cardRows, expectedRows, missingSequences, type Query, storedDocument } from '../sync/crash/stored-board.ts';
import { openReplica, saved, synced } from '../sync/replica.ts';
import { Writer } from '../sync/Writer.ts';
import type { TestCluster } from './TestCluster.ts';

/** One writer on each node of a cluster, all on one board. */
export class Team {
  readonly documentName: string;
  readonly writers: Writer[] = [];
  readonly #cluster: TestCluster;
  readonly #owner: SignedIn;
  readonly #random: () => number;

  private constructor(cluster: TestCluster, owner: SignedIn, random: () => number, documentName: string) {
    this.#cluster = cluster;
    this.#owner = owner;
    this.#random = random;
    this.documentName = documentName;
  }

  /** Makes a board; everybody opens it, each on a node of their own or all at one address, and edits without pause. */
  static async start(cluster: TestCluster, owner: SignedIn, random: () => number, address?: string): Promise<Team> {
    const team = new Team(cluster, owner, random, await newBoard(owner));
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

  /** Everybody stops; then all replicas, the stored bytes and the rows are the same, with every edit in them and no gap. */
  async expectIdenticalEnds(): Promise<void> {
    for (const writer of this.writers) writer.pause();
    this.hurry();
    for (const { replica } of this.writers) {
      await synced(replica);
      await saved(replica);
    }
    const { database } = this.#cluster;
    const query: Query = (sql, values) => database.query(sql, values);
    const stored = await storedDocument(query, this.documentName);
    const ids = idsIn(stored);
    for (const { replica, made } of this.writers) {
      expect(made.filter((id) => !ids.has(id))).toEqual([]);
      const isIdentical = () => JSON.stringify(contentsOf(replica.doc)) === JSON.stringify(contentsOf(stored));
      await eventually('the replica to equal what is stored', isIdentical);
      expect(Y.encodeStateVector(replica.doc)).toEqual(Y.encodeStateVector(stored));
    }
    expect(await missingSequences(query, this.documentName)).toEqual([]);
    const rows = () => cardRows(query, this.documentName.slice('board/'.length));
    const wanted = JSON.stringify(expectedRows(stored));
    await eventually('the rows to equal the document', async () => JSON.stringify(await rows()) === wanted);
  }

  end(): void {
    for (const writer of this.writers) {
      writer.pause();
      writer.replica.provider.destroy();
    }
  }
}
