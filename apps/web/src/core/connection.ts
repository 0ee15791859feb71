import { useSyncExternalStore } from 'react';

/** `connecting` only until the first connection stands: nothing is wrong yet. */
export type ConnectionState = 'connecting' | 'online' | 'offline';

let state: ConnectionState = 'connecting';
const listeners = new Set<() => void>();

function become(next: ConnectionState): void {
  if (next === state) return;
  state = next;
  for (const listener of listeners) listener();
}

/** What the realtime channel knows: it is the one connection that notices both a lost network and a stopped server. */
export function reportConnected(connected: boolean): void {
  become(connected ? 'online' : 'offline');
}

if (typeof window !== 'undefined') {
  // Browsers are sure of having no network at all, hence offline; that they have one says nothing about the server.
  window.addEventListener('offline', () => become('offline'));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useConnection(): ConnectionState {
  return useSyncExternalStore(subscribe, () => state);
}
