/** Bytes from which on handing memory over is cheaper than copying it. */
const worthwhile = 64 * 1024;

/**
 * Of the memory that these bytes lie in, what is to be handed over rather than copied when they are posted to another thread:
 * nobody may look at it on this side afterwards. What is small is left out, as it may lie in memory that Node shares between
 * buffers; so is whatever is no bytes.
 */
export function transferable(candidates: Iterable<unknown>): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  for (const bytes of candidates) {
    if (bytes instanceof Uint8Array && bytes.buffer.byteLength >= worthwhile && bytes.buffer instanceof ArrayBuffer) {
      found.add(bytes.buffer);
    }
  }
  return [...found];
}
