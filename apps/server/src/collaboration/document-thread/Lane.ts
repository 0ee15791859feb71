import { randomInt } from 'node:crypto';
import { type Ending, type WatchedThread, WatchedWorker } from '../threads/WatchedWorker.ts';
import type { DocumentThreadData, FromDocumentThread, Job, Reply, ToDocumentThread } from './messages.ts';

type Thread = WatchedWorker<ToDocumentThread, FromDocumentThread>;

/** Answers what a thread asks, at once or later; one that was ended meanwhile does not hear it. */
export type Answer = (reply: Reply, handedOver?: readonly ArrayBuffer[]) => void;

/** Who is told what a lane's thread posts, and when it ends without having been told to. */
interface LaneEvents {
  heard: (message: FromDocumentThread, answer: Answer) => void;
  ended: (ending: Ending, lane: Lane) => void;
}

/** One document thread at a time: there from the first job until it is ended, and again with the next job. */
export class Lane {
  readonly #settings: WatchedThread;
  readonly #events: LaneEvents;
  #thread: Thread | undefined;
  #clientId = newClientId();

  constructor(settings: WatchedThread, events: LaneEvents) {
    this.#settings = settings;
    this.#events = events;
  }

  post(job: Job): void {
    this.#thread ??= this.#start();
    this.#thread.post(job);
  }

  async end(): Promise<void> {
    const thread = this.#thread;
    this.#thread = undefined;
    await thread?.end();
  }

  #start(): Thread {
    const data: Omit<DocumentThreadData, 'mark'> = { clientId: this.#clientId };
    return new WatchedWorker<ToDocumentThread, FromDocumentThread>(
      this.#settings,
      data,
      (message, from) => this.#events.heard(message, (reply, handedOver) => from.post(reply, handedOver)),
      (ending, of) => this.#replace(ending, of),
    );
  }

  #replace(ending: Ending, of: Thread): void {
    if (this.#thread !== of) return;
    this.#thread = undefined;
    // What the last one's edits came to may still be on its way to the log: no clock may be used twice.
    this.#clientId = newClientId();
    this.#events.ended(ending, this);
  }
}

/** As Yjs makes its own. */
function newClientId(): number {
  return randomInt(2 ** 32);
}
