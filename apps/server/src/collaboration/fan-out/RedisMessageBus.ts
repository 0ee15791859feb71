import type { MessageBus } from '@muster/sync/server';
import { closeRedis, connectRedis, type Redis } from '../../core/redis.ts';

const prefix = 'muster:sync';
/** Bytes that may wait for an answer; a Redis that hangs must not fill the memory. */
const mostWaiting = 16 * 1024 * 1024;
/** Milliseconds without an answer, or without anybody's heartbeat, after which a connection is made anew. */
const silence = 5_000;

/**
 * The nodes' messages over Redis: one channel for all nodes and one for each. Redis keeps none of them, so one that
 * restarted empty is as good as before, and while there is none the nodes find each other's edits in the log.
 */
export class RedisMessageBus implements MessageBus {
  readonly #url: string;
  readonly #subscriber: Redis;
  #publisher: Redis;
  #waiting = 0;
  #answeredAt = 0;

  constructor(url: string) {
    this.#url = url;
    this.#publisher = this.#connectPublisher();
    // Subscriptions that were asked for before it was there, or before it came back, are made then.
    this.#subscriber = connectRedis(url, 'messages of other nodes', { queues: true, silence });
  }

  listen(nodeId: string, receive: (message: Uint8Array) => void): void {
    const channels = [`${prefix}:all`, `${prefix}:node:${nodeId}`];
    // Fails only when the bus is closed before it was ever there.
    this.#subscriber.subscribe(channels, receive, true).catch(() => undefined);
  }

  broadcast(message: Uint8Array): void {
    this.#publish(`${prefix}:all`, message);
  }

  send(nodeId: string, message: Uint8Array): void {
    this.#publish(`${prefix}:node:${nodeId}`, message);
  }

  async close(): Promise<void> {
    await closeRedis(this.#publisher);
    this.#subscriber.destroy();
  }

  #connectPublisher(): Redis {
    return connectRedis(this.#url, 'messages to other nodes');
  }

  /** What is lost with the connection is found in the log. */
  #publish(channel: string, message: Uint8Array): void {
    if (this.#waiting > 0 && performance.now() - this.#answeredAt > silence) this.#startAnew();
    const publisher = this.#publisher;
    const { byteLength } = message;
    if (!publisher.isReady || this.#waiting + byteLength > mostWaiting) return;
    if (this.#waiting === 0) this.#answeredAt = performance.now();
    this.#waiting += byteLength;
    const answered = () => {
      if (publisher !== this.#publisher) return;
      this.#waiting -= byteLength;
      this.#answeredAt = performance.now();
    };
    publisher.publish(channel, bufferOf(message)).then(answered, answered);
  }

  /** A connection that swallows everything would otherwise be noticed by the operating system only, after minutes. */
  #startAnew(): void {
    const hung = this.#publisher;
    this.#publisher = this.#connectPublisher();
    this.#waiting = 0;
    hung.destroy();
  }
}

/** The client wants a Buffer; this one shares the bytes. */
function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
