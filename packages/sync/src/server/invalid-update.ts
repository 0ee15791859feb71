/** Thrown for bytes that are no Yjs update, or one that a replica could not apply. */
export class InvalidUpdateError extends Error {
  override readonly name = 'InvalidUpdateError';
}

/** Thrown for an update of so many parts that reading it would hold up everybody else; there is nothing wrong with it. */
export class UpdateTooComplexError extends Error {
  override readonly name = 'UpdateTooComplexError';
}
