import { useSyncExternalStore } from 'react';

/** A hook that follows the width of the screen. */
function narrowerThan(pixels: number): () => boolean {
  const media = window.matchMedia(`(max-width: ${(pixels - 1).toString()}px)`);
  const subscribe = (listener: () => void) => {
    media.addEventListener('change', listener);
    return () => media.removeEventListener('change', listener);
  };
  return () => useSyncExternalStore(subscribe, () => media.matches);
}

/** True where the screen has room for one column only. */
export const useIsPhone = narrowerThan(640);

/** True where lists leave columns out and say what matters below the name. */
export const useIsNarrow = narrowerThan(768);
