/** Numbers from 0 (included) to 1 (excluded) that follow from the seed alone. */
export function randomFrom(seed: number): () => number {
  let state = Math.imul(seed, 2654435761) | 1;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) | 0;
    return (state >>> 0) / 2 ** 32;
  };
}
