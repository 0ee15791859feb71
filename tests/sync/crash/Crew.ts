import { newId } from '../../../apps/server/src/core/identifiers.ts';
import type { SignedIn } from '../../support/client.ts';
import { openReplica, synced } from '../replica.ts';
import { Writer } from '../Writer.ts';
import { boardEditor } from './board-edits.ts';

/** So many of the writers lose their connection at times; the others stay. */
const travellers = 3;
const writersOfACrew = 5;

/** People who edit one board together, some of them on the road. */
export class Crew {
  readonly documentName: string;
  readonly writers: readonly Writer[];
  readonly #random: () => number;
  readonly #away = new Set<Writer>();

  constructor(url: string, documentName: string, { token, userId }: SignedIn, random: () => number) {
    this.documentName = documentName;
    this.#random = random;
    const edit = boardEditor(userId, random);
    this.writers = Array.from({ length: writersOfACrew }, () => {
      return new Writer(openReplica(url, documentName, token), edit, random);
    });
  }

  get acknowledged(): number {
    return this.writers.reduce((sum, writer) => sum + writer.acknowledged.size, 0);
  }

  /** Everything that anybody was told is stored, and everything that anybody got from somebody else. */
  promises(): { acknowledged: string[]; received: string[] } {
    return {
      acknowledged: this.writers.flatMap((writer) => [...writer.acknowledged]),
      received: this.writers.flatMap((writer) => [...writer.received]),
    };
  }

  /** Everybody opens the board, and then edits without pause. */
  async startAll(): Promise<void> {
    for (const { replica } of this.writers) await synced(replica);
    for (const writer of this.writers) writer.start();
  }

  /** Some travellers lose their connection and go on editing, some come back. */
  travel(): void {
    for (const writer of this.writers.slice(0, travellers)) {
      if (this.#random() < 0.5) continue;
      if (this.#away.delete(writer)) continue;
      this.#away.add(writer);
      writer.replica.provider.disconnect();
    }
  }

  /** Whoever is not away tries again at once, as a person does who presses “reconnect”. */
  hurry(): void {
    for (const writer of this.writers) if (!this.#away.has(writer)) writer.replica.provider.connect();
  }

  /** Everybody comes back and stops editing. */
  comeHome(): void {
    this.#away.clear();
    for (const writer of this.writers) writer.pause();
    this.hurry();
  }

  statuses(): string {
    return JSON.stringify(this.writers.map(({ replica }) => replica.provider.getStatus()));
  }

  end(): void {
    for (const { replica } of this.writers) replica.provider.destroy();
  }
}

/** A board of its own for a crew. */
export async function newBoard({ api }: SignedIn): Promise<string> {
  const { documentName } = await api.work.boards.create.mutate({ name: `Crashes ${newId()}`, kind: 'team' });
  return documentName;
}
