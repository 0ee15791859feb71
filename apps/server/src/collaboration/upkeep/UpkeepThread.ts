import { setTimeout as delay } from 'node:timers/promises';
import { log } from '../../core/log.ts';
import { noteUnprojectable } from '../projection/projection-problems.ts';
import type { LeftOutDocuments } from '../threads/LeftOutDocuments.ts';
import { tooExpensiveToFollow } from '../threads/refusals.ts';
import { type Ending, WatchedWorker } from '../threads/WatchedWorker.ts';
import type { UpkeepScope } from './bounds.ts';
import { LeftDocuments } from './LeftDocuments.ts';
import type { UpkeepAnswer, UpkeepMessage, UpkeepRequest, UpkeepThreadData } from './messages.ts';
import type { UpkeepGauges } from './Upkeep.ts';

/** Milliseconds in which commits gather before the thread is told. */
const gatherTime = 20;
/** Milliseconds from one message to the next: the thread rests for longer itself, and each one wakes it. */
const tellInterval = 100;
/** Milliseconds before a thread that died is replaced. */
const restartDelay = 1_000;
/** Milliseconds that one document may take at a time. */
const usualTimeLimit = 20_000;

/** Short-lived memory, in MB: what is decoded once is mostly garbage at once. The rest of the heap is bounded by the machine. */
const resourceLimits = { maxYoungGenerationSizeMb: 16 };

interface Waiting {
  request: UpkeepRequest;
  resolve: (result: UpkeepAnswer['result']) => void;
  reject: (error: Error) => void;
}

/** What a thread works on. */
export interface UpkeepSettings {
  /** The thread's bundle, which calls `serveUpkeep`. */
  file: URL;
  databaseUrl: string;
  /** Milliseconds that one document may take at a time. */
  timeLimit?: number;
  /** Documents that are open to somebody, by their ids. */
  openDocuments: () => ReadonlyMap<string, unknown>;
}

/** What threads share that divide the companies among them. */
export interface UpkeepShare {
  readonly leftOut: LeftOutDocuments;
  /** Whose documents the thread follows, whenever one starts. */
  scope(): UpkeepScope;
  /** Told of a document that the thread did not get through, before another one takes its place. */
  gaveUp(documentId: string): Promise<void>;
}

type Thread = WatchedWorker<UpkeepMessage, UpkeepAnswer>;

/**
 * Upkeep in a thread of its own, so that no decoding of documents holds up the event loop that relays edits. A thread
 * that dies is replaced: what it had not done, its successor finds by looking at the log. So is one that cannot get through
 * a document; its successor leaves that alone for a while, and administrators see a problem of the document.
 */
export class UpkeepThread {
  readonly #settings: UpkeepSettings;
  readonly #share: UpkeepShare;
  readonly #waiting = new Map<number, Waiting>();
  readonly #committed = new Set<string>();
  readonly #closed = new Set<string>();
  readonly #left: LeftDocuments;
  #worker: Thread | undefined;
  #timer: NodeJS.Timeout | undefined;
  #toldAt = 0;
  #lastId = 0;
  #stopped = false;

  constructor(settings: UpkeepSettings, share: UpkeepShare) {
    this.#settings = settings;
    this.#share = share;
    this.#left = new LeftDocuments(settings.openDocuments);
  }

  start(): void {
    const { file, databaseUrl, timeLimit = usualTimeLimit } = this.#settings;
    const bounds = { leftOut: this.#share.leftOut.ends, scope: this.#share.scope() };
    const data: Omit<UpkeepThreadData, 'mark'> = { databaseUrl, ...bounds };
    this.#worker = new WatchedWorker<UpkeepMessage, UpkeepAnswer>(
      { file, name: 'upkeep', timeLimit, resourceLimits },
      data,
      (answer) => this.#answered(answer),
      (ending, of) => void this.#replace(ending, of),
    );
    for (const { request } of this.#waiting.values()) this.#post(request);
  }

  /** Follows other companies' documents from now on, as the share says. */
  rescope(): void {
    this.#post({ type: 'scope', scope: this.#share.scope() });
  }

  /** Takes note of a commit. */
  committed(documentId: string): void {
    this.#committed.add(documentId);
    this.#tellSoon();
  }

  /** Takes note that the last one has left a document. */
  closed(documentId: string): void {
    this.#closed.add(documentId);
    this.#left.add(documentId);
    this.#tellSoon();
  }

  /** Lets the rows follow a document at once; resolves with the number that they have reached. */
  async project(documentId: string): Promise<number> {
    if (this.#share.leftOut.has(documentId)) throw tooExpensiveToFollow();
    const result = await this.#ask((id) => ({ id, type: 'project', documentId }));
    if (typeof result !== 'number') throw new Error('The upkeep of documents answered something else.');
    return result;
  }

  /** Makes a snapshot of a document now, after its rows have followed. */
  async compact(documentId: string): Promise<void> {
    if (this.#share.leftOut.has(documentId)) throw tooExpensiveToFollow();
    await this.#ask((id) => ({ id, type: 'compact', documentId }));
  }

  /** How far the rows are behind the documents that this process serves, and how compaction goes. */
  async gauges(): Promise<UpkeepGauges> {
    const result = await this.#ask((id) => ({ id, type: 'gauges' }));
    if (typeof result !== 'object') throw new Error('The upkeep of documents answered something else.');
    return result;
  }

  /** Lets the rows follow what is due, then ends the thread. What one that died left is for the next process. */
  async stop(): Promise<void> {
    if (this.#timer) this.#tell();
    this.#stopped = true;
    if (this.#worker) await this.#ask((id) => ({ id, type: 'stop' }));
    else this.#giveUp();
  }

  #tellSoon(): void {
    if (this.#timer) return;
    const wait = Math.max(gatherTime, this.#toldAt + tellInterval - performance.now());
    this.#timer = setTimeout(() => this.#tell(), wait);
  }

  #tell(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#toldAt = performance.now();
    for (const documentId of this.#left.among(this.#committed)) this.#closed.add(documentId);
    this.#post({ type: 'news', committed: [...this.#committed], closed: [...this.#closed] });
    this.#committed.clear();
    this.#closed.clear();
  }

  #ask(make: (id: number) => UpkeepRequest): Promise<UpkeepAnswer['result']> {
    this.#lastId += 1;
    const request = make(this.#lastId);
    return new Promise((resolve, reject) => {
      this.#waiting.set(request.id, { request, resolve, reject });
      this.#post(request);
    });
  }

  #post(message: UpkeepMessage): void {
    this.#worker?.post(message);
  }

  #answered({ id, result, error }: UpkeepAnswer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(result);
    else waiting?.reject(new Error(error));
  }

  /** What was asked and not answered is asked again. */
  async #replace(ending: Ending, worker: Thread): Promise<void> {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    if (this.#stopped) {
      this.#giveUp();
      return;
    }
    if (ending.subject === null) log.error('the upkeep of documents ended; starting it again');
    else await this.#leaveOut(ending.subject, ending.tookTooLong);
    await delay(restartDelay, undefined, { ref: false });
    if (!this.#stopped) this.start();
  }

  async #leaveOut(documentId: string, tookTooLong: boolean): Promise<void> {
    const pause = this.#share.leftOut.add(documentId);
    log.error(
      { documentId, tookTooLong, pause },
      'the upkeep of documents did not get through one; it is left out for a while',
    );
    for (const [id, { request, reject }] of this.#waiting) {
      if (!('documentId' in request) || request.documentId !== documentId) continue;
      this.#waiting.delete(id);
      reject(tooExpensiveToFollow());
    }
    try {
      await this.#share.gaveUp(documentId);
      await noteUnprojectable(documentId, tookTooLong);
    } catch (error) {
      log.error({ error, documentId }, 'a problem of a document could not be recorded');
    }
  }

  /** No thread will answer any more. */
  #giveUp(): void {
    for (const { resolve } of this.#waiting.values()) resolve(undefined);
    this.#waiting.clear();
  }
}
