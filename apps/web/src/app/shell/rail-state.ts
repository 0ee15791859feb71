import { useSyncExternalStore } from 'react';

const storageKey = 'muster.rail';
const listeners = new Set<() => void>();

function kept(): boolean {
  try {
    return localStorage.getItem(storageKey) === 'collapsed';
  } catch {
    return false;
  }
}

let collapsed = kept();

/** Collapses the rail to icons, or expands it; remembered on this device. */
export function toggleRail(): void {
  collapsed = !collapsed;
  try {
    localStorage.setItem(storageKey, collapsed ? 'collapsed' : 'expanded');
  } catch {
    // The choice then lasts until the page is closed.
  }
  for (const listener of listeners) listener();
}

export function useRailCollapsed(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => collapsed,
  );
}
