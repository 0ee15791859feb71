import { LiveDocumentProvider, type LiveStatus } from '@muster/sync/client';
import * as Y from 'yjs';
import { LocalCopy } from './LocalCopy.ts';
import { sessionEnded } from './session-end.ts';

/** What a component sees of an open document; the same object until something about it changes. */
export interface LiveDocument {
  doc: Y.Doc;
  provider: LiveDocumentProvider;
  awareness: LiveDocumentProvider['awareness'];
  status: LiveStatus;
  /** There is something to show: this device's copy, or the server's. Until then, an empty document means nothing. */
  loaded: boolean;
}

/** The person whose changes these are, as the others see them. */
export interface LivePerson {
  id: string;
  name: string;
  color: string;
}

function serverUrl(): string {
  const { protocol, host } = window.location;
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/sync`;
}

/** One open document of this tab: its Y.Doc, its connection and its local copy, shared by all components that use it. */
export class LiveDocumentEntry {
  readonly #doc = new Y.Doc();
  readonly #copy: LocalCopy;
  readonly #provider: LiveDocumentProvider;
  readonly #listeners = new Set<() => void>();
  #copyLoaded = false;
  #snapshot: LiveDocument;

  constructor(name: string, person: LivePerson) {
    this.#copy = new LocalCopy(`muster/${person.id}/${name}`, this.#doc);
    this.#provider = new LiveDocumentProvider(serverUrl(), name, this.#doc, {
      connect: false,
      loadUnsavedCount: () => this.#copy.unsavedCount(),
      storeUnsavedCount: (count) => this.#copy.keepUnsavedCount(count),
    });
    this.#provider.awareness.setLocalStateField('user', person);
    this.#snapshot = this.#look();
    this.#provider.subscribe(() => this.#changed());
    void this.#copy.loaded.then(() => {
      this.#copyLoaded = true;
      this.#changed();
    });
  }

  readonly getSnapshot = (): LiveDocument => this.#snapshot;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  connect(): void {
    this.#provider.connect();
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    this.#provider.destroy();
    await this.#copy.close();
    this.#doc.destroy();
  }

  #look(): LiveDocument {
    const status = this.#provider.getStatus();
    // An empty local copy is a first visit: the server's answer decides what there is.
    const hasCopy = this.#copyLoaded && this.#doc.store.clients.size > 0;
    const { awareness } = this.#provider;
    return { doc: this.#doc, provider: this.#provider, awareness, status, loaded: hasCopy || status.synced };
  }

  #changed(): void {
    const wasSynced = this.#snapshot.status.synced;
    this.#snapshot = this.#look();
    if (this.#snapshot.status.synced && !wasSynced) void this.#copy.clean();
    const refused = this.#snapshot.status.refusal?.code;
    if (refused === 'unauthenticated') sessionEnded();
    if (refused === 'no_access' || refused === 'not_found') void this.#copy.erase();
    for (const listener of this.#listeners) listener();
  }
}
