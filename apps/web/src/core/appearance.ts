import { useSyncExternalStore } from 'react';

export type Theme = 'system' | 'light' | 'dark';
export type Density = 'comfortable' | 'compact';

export interface Appearance {
  theme: Theme;
  density: Density;
}

const storageKey = 'muster.appearance';
const darkSystem = window.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

function kept(): Partial<Record<keyof Appearance, unknown>> {
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '{}');
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}

function read(): Appearance {
  const { theme, density } = kept();
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    density: density === 'compact' ? 'compact' : 'comfortable',
  };
}

let appearance = read();

function apply(): void {
  const system = darkSystem.matches ? 'dark' : 'light';
  document.documentElement.dataset.theme = appearance.theme === 'system' ? system : appearance.theme;
  document.documentElement.dataset.density = appearance.density;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

apply();
darkSystem.addEventListener('change', apply);
window.addEventListener('storage', (event) => {
  if (event.key !== storageKey) return;
  appearance = read();
  apply();
});

/** Changes theme or density on this device, in every tab. */
export function changeAppearance(change: Partial<Appearance>): void {
  appearance = { ...appearance, ...change };
  try {
    localStorage.setItem(storageKey, JSON.stringify(appearance));
  } catch {
    // A browser that keeps nothing still shows the choice until it is closed.
  }
  apply();
}

export function useAppearance(): Appearance {
  return useSyncExternalStore(subscribe, () => appearance);
}
