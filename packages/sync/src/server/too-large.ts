const BYTES_PER_MEGABYTE = 1024 * 1024;

/**
 * Why a change is refused that does not fit into its document, and what to do: the same words whether the server sees it
 * or only the log. `maxDocumentBytes` is the limit in bytes.
 */
export function tooLargeReason(maxDocumentBytes: number): string {
  const megabytes = Number((maxDocumentBytes / BYTES_PER_MEGABYTE).toPrecision(2));
  return `This document has reached its limit of ${megabytes} MB, so the change could not be saved. Move part of it into a new one.`;
}

/** Why a change is refused that has too many parts, and what to do. */
export function tooComplexReason(maxUpdateParts: number): string {
  return `This change has more than ${maxUpdateParts.toLocaleString('en')} parts, so it could not be saved. Make it in smaller steps.`;
}
