import { LiveDocumentProvider } from '@muster/sync/client';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { eventually } from '../support/eventually.ts';

/** A board as one person's screen holds it. */
export interface Replica {
  doc: Y.Doc;
  provider: LiveDocumentProvider;
}

/** The `ws` class, typed as the browser's, which it follows. */
export const SocketClass = WebSocket as unknown as typeof globalThis.WebSocket;

/** Opens a document with Muster's own client. */
export function openReplica(webSocketUrl: string, name: string, token: string, doc = new Y.Doc()): Replica {
  const options = { params: { token }, WebSocketPolyfill: SocketClass };
  return { doc, provider: new LiveDocumentProvider(`${webSocketUrl}/sync`, name, doc, options) };
}

/** Waits until the replica has everything that the server had when it connected. */
export async function synced({ provider }: Replica): Promise<void> {
  await eventually('the document is synced', () => provider.getStatus().synced);
}

/** Waits until the server has confirmed all of the replica's changes as stored. */
export async function saved({ provider }: Replica): Promise<void> {
  await eventually('all changes are saved', () => provider.getStatus().save === 'saved');
}
