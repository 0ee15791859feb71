import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import type * as Y from 'yjs';
import { MESSAGE } from '../protocol/message-types.ts';
import { AcknowledgementWatch } from './AcknowledgementWatch.ts';
import { INITIAL_STATUS, type LiveStatus, type Refusal, sameStatus } from './live-status.ts';
import { reconnectDelay, refusalOfClose } from './reconnecting.ts';
import { SaveLedger } from './SaveLedger.ts';
import { readAccess, readAcknowledgement, readPosition, readRefusal } from './server-messages.ts';

interface AwarenessChange {
  readonly added: readonly number[];
  readonly updated: readonly number[];
  readonly removed: readonly number[];
}

/** How to open a live document. */
export interface LiveDocumentOptions {
  /** False to wait for `connect()`. */
  readonly connect?: boolean;
  readonly awareness?: Awareness;
  /** Added to the address as query parameters, `token` for instance. */
  readonly params?: Readonly<Record<string, string>>;
  /** The WebSocket class where there is no global one (Node 20: that of `ws`). */
  readonly WebSocketPolyfill?: typeof WebSocket;
  /**
   * How many changes an earlier visit left unconfirmed. Nothing is sent before it answers, so it should also wait until the
   * local copy of the document is loaded.
   */
  readonly loadUnsavedCount?: () => Promise<number>;
  /** Keeps the number of unconfirmed changes for the next visit. */
  readonly storeUnsavedCount?: (count: number) => void;
}

/** y-websocket's provider with a status that is true: what is saved is what the server has confirmed as stored. */
export class LiveDocumentProvider extends WebsocketProvider {
  readonly #ledger = new SaveLedger();
  readonly #watch = new AcknowledgementWatch(() => this.#update({}));
  readonly #listeners = new Set<() => void>();
  /** Set once the earlier count is there, so that it is not overwritten before. */
  #storeUnsavedCount: ((count: number) => void) | undefined;
  readonly #restored: Promise<void>;
  #status: LiveStatus = INITIAL_STATUS;
  #wanted = false;
  #attempts = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;

  /** `serverUrl` is the address up to the document name, `wss://example.com/sync` for instance. */
  constructor(serverUrl: string, documentName: string, doc: Y.Doc, options: LiveDocumentOptions = {}) {
    const { connect = true, awareness, params, WebSocketPolyfill } = options;
    super(serverUrl, documentName, doc, {
      connect: false,
      disableBc: true,
      params: { ...params, muster: '1' },
      // Coming back is ours: with jitter, and only where it can help.
      shouldReconnect: () => false,
      ...(awareness && { awareness }),
      ...(WebSocketPolyfill && { WebSocketPolyfill }),
    });
    this.#restored = this.#restore(options);
    this.#handleMessages();
    doc.on('update', this.#onUpdate);
    // The provider's own handler sends every change back, also what it has just heard about others.
    this.awareness.off('update', this._awarenessUpdateHandler);
    this.awareness.on('update', this.#onAwareness);
    this.on('status', ({ status }) => this.#onConnection(status));
    this.on('sync', (synced) => this.#onSynced(synced));
    this.on('closed', ({ code, reason }) => this.#onClosed(code, reason));
    if (typeof globalThis.addEventListener === 'function') {
      globalThis.addEventListener('online', this.#onNetworkBack);
      globalThis.addEventListener('offline', this.#onNetworkGone);
    }
    if (connect) this.connect();
  }

  /** The current state; the same object until something changes. */
  getStatus(): LiveStatus {
    return this.#status;
  }

  /** Calls `listener` after every change of the status; answers with the function that ends it. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Connects, and comes back after failures until `disconnect` or a final refusal. Also the way back after such a refusal. */
  override connect(): void {
    this.#wanted = true;
    this.#attempts = 0;
    const { access } = this.#status;
    if (access === 'none') this.#update({ access: 'unknown', refusal: null });
    if (!this.wsconnected) this.#update({ connection: 'connecting' });
    this.#open();
  }

  /** Disconnects and stays so. */
  override disconnect(): void {
    this.#wanted = false;
    clearTimeout(this.#retry);
    super.disconnect();
    this.#update({ connection: 'offline' });
  }

  /** Disconnects for good and lets go of the document. */
  override destroy(): void {
    this.doc.off('update', this.#onUpdate);
    this.awareness.off('update', this.#onAwareness);
    if (typeof globalThis.removeEventListener === 'function') {
      globalThis.removeEventListener('online', this.#onNetworkBack);
      globalThis.removeEventListener('offline', this.#onNetworkGone);
    }
    this.#listeners.clear();
    super.destroy();
    this.#watch.stop();
  }

  async #restore({ loadUnsavedCount, storeUnsavedCount }: LiveDocumentOptions): Promise<void> {
    // Without the local count, editing must still be possible.
    if (loadUnsavedCount) this.#ledger.restore(await loadUnsavedCount().catch(() => 0));
    this.#storeUnsavedCount = storeUnsavedCount;
    this.#update({});
  }

  #open(): void {
    clearTimeout(this.#retry);
    void this.#restored.then(() => {
      if (this.#wanted) super.connect();
    });
  }

  #handleMessages(): void {
    const handleSync = this.messageHandlers[MESSAGE.sync];
    this.messageHandlers[MESSAGE.sync] = (encoder, decoder, provider, emitSynced, type) => {
      handleSync?.(encoder, decoder, provider, emitSynced, type);
      // The only answer to a sync message is the SyncStep2 that carries what was done offline.
      if (encoding.length(encoder) > 1) this.#ledger.send(true);
    };
    this.messageHandlers[MESSAGE.auth] = (_encoder, decoder) => this.#onPermissionDenied(decoder);
    this.messageHandlers[MESSAGE.acknowledgement] = (_encoder, decoder) => this.#onAcknowledgement(decoder);
    this.messageHandlers[MESSAGE.position] = (_encoder, decoder) => this.#onPosition(decoder);
    this.messageHandlers[MESSAGE.access] = (_encoder, decoder) => this.#onAccess(decoder);
    this.messageHandlers[MESSAGE.refusal] = (_encoder, decoder) => this.#onRefusal(decoder);
  }

  /** Runs after the provider's own handler, which has sent the update by now if there is a connection. */
  readonly #onUpdate = (_update: Uint8Array, origin: unknown, _doc: Y.Doc, transaction: Y.Transaction): void => {
    if (transaction.local) this.#ledger.change();
    if (origin !== this && this.wsconnected && this.ws?.readyState === this.ws?.OPEN) this.#ledger.send(false);
    this.#update({});
  };

  readonly #onAwareness = ({ added, updated, removed }: AwarenessChange, origin: unknown): void => {
    const own = [...added, ...updated, ...removed].filter((clientId) => clientId === this.doc.clientID);
    if (own.length > 0) this._awarenessUpdateHandler({ added: [], updated: own, removed: [] }, origin);
  };

  #onAcknowledgement(decoder: decoding.Decoder): void {
    this.#ledger.acknowledge(readAcknowledgement(decoder).count);
    this.#update(this.#ledger.confirmed ? { refusal: null } : {});
  }

  /**
   * What was sent is in the document by now, so that the next connection may ask for the rest only. It is not kept over a
   * reload: whether the local copy holds all of it could not be known.
   */
  #onPosition(decoder: decoding.Decoder): void {
    const { seq, epoch } = readPosition(decoder);
    this.params = { ...this.params, since: String(seq), epoch };
  }

  #onAccess(decoder: decoding.Decoder): void {
    const { access, reason } = readAccess(decoder);
    this.#update(access === 'none' ? { access, refusal: { code: 'no_access', reason } } : { access });
    // What was refused before travels again in the SyncStep2 of a new connection.
    if (access === 'write' && this.#ledger.refused) this.ws?.close();
  }

  #onRefusal(decoder: decoding.Decoder): void {
    const { code, reason, count } = readRefusal(decoder);
    this.#refuse({ code, reason }, count);
  }

  #onPermissionDenied(decoder: decoding.Decoder): void {
    decoding.readVarUint(decoder);
    this.#refuse({ code: 'permission_denied', reason: decoding.readVarString(decoder) }, 0);
  }

  #refuse(refusal: Refusal, message: number): void {
    this.#ledger.refuse(message);
    this.#update({ refusal });
  }

  #onConnection(status: 'connected' | 'disconnected' | 'connecting'): void {
    if (status === 'connecting') this.#renewPresence();
    if (status === 'connected') this.#ledger.connect();
    if (status !== 'connecting') this.#update({ connection: status === 'connected' ? 'online' : 'offline' });
  }

  /** Others take a state back in only with a higher clock than the one that left with the old connection. */
  #renewPresence(): void {
    const state = this.awareness.getLocalState();
    if (state !== null) this.awareness.setLocalState(state);
  }

  #onSynced(synced: boolean): void {
    if (synced) this.#attempts = 0;
    this.#update({ synced });
  }

  #onClosed(closeCode: number, reason: string): void {
    const code = refusalOfClose(closeCode);
    this.#update({ connection: 'offline', ...(code !== null && { access: 'none', refusal: { code, reason } }) });
    if (code === null) this.#comeBack(closeCode);
    else this.#wanted = false;
  }

  #comeBack(closeCode?: number): void {
    if (!this.#wanted) return;
    this.#attempts += 1;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#open(), reconnectDelay(this.#attempts, closeCode));
  }

  readonly #onNetworkBack = (): void => {
    this.#attempts = 0;
    if (this.#wanted && !this.wsconnected) this.#open();
  };

  /** The socket would not notice for half a minute. The server may be on this machine, so attempts go on. */
  readonly #onNetworkGone = (): void => {
    if (!this.#wanted) return;
    super.disconnect();
    this.#update({ connection: 'offline' });
    this.#comeBack();
  };

  #update(change: Partial<LiveStatus>): void {
    const before = this.#status;
    this.#watch.note(this.#ledger.unsaved);
    const merged = { ...before, ...change, unsavedChanges: this.#ledger.unsaved };
    const next = { ...merged, save: this.#saveState(merged) };
    if (sameStatus(before, next)) return;
    this.#status = next;
    if (before.unsavedChanges !== next.unsavedChanges) this.#storeUnsavedCount?.(next.unsavedChanges);
    for (const listener of this.#listeners) listener();
  }

  #saveState({ connection, access }: Omit<LiveStatus, 'save'>): LiveStatus['save'] {
    if (this.#ledger.unsaved === 0) return 'saved';
    const isUnderWay = connection === 'online' && !this.#watch.overdue;
    return isUnderWay && access !== 'none' && !this.#ledger.refused ? 'saving' : 'waiting';
  }
}
