import { useEffect, useSyncExternalStore } from 'react';
import { type LiveDocument, LiveDocumentEntry, type LivePerson } from './LiveDocumentEntry.ts';
import { copyOwnerOf } from './operator-browser.ts';
import { useMe } from './use-me.ts';

/** How long a document that nobody on the screen uses any more stays open, in milliseconds: long enough to come back. */
const linger = 5_000;

interface Held {
  entry: LiveDocumentEntry;
  holders: number;
  closing: ReturnType<typeof setTimeout> | undefined;
}

const open = new Map<string, Held>();

function closeLater(key: string, held: Held): void {
  clearTimeout(held.closing);
  held.closing = setTimeout(() => {
    open.delete(key);
    void held.entry.close();
  }, linger);
}

/** The open document of that name; one that is never held closes by itself (a render that was thrown away). */
function find(key: string, name: string, person: LivePerson): Held {
  const known = open.get(key);
  if (known) return known;
  const held: Held = { entry: new LiveDocumentEntry(name, person), holders: 0, closing: undefined };
  open.set(key, held);
  closeLater(key, held);
  return held;
}

function hold(key: string, held: Held): () => void {
  held.holders += 1;
  clearTimeout(held.closing);
  if (held.holders === 1) held.entry.connect();
  return () => {
    held.holders -= 1;
    if (held.holders === 0) closeLater(key, held);
  };
}

/**
 * Opens a live document (`board/<id>`) while the component stands on the screen: kept on this device, synced with the
 * server, and with a status that is true. Components that name the same document share one.
 */
export function useLiveDocument(name: string): LiveDocument {
  const { user, operator } = useMe();
  const { name: userName, color } = user;
  // What an operator opens is not kept on their device for longer than their stay.
  const id = operator ? copyOwnerOf(operator.accessId) : user.id;
  const key = `${id}/${name}`;
  const held = find(key, name, { id, name: userName, color });
  useEffect(() => hold(key, held), [key, held]);
  return useSyncExternalStore(held.entry.subscribe, held.entry.getSnapshot);
}
