/** Bytes that a document may take: its snapshot and the updates since. */
export const maxDocumentBytes = 20 * 1024 * 1024;

/** Bytes that a message may take: a whole document that was made offline, and somewhat too large a one to say so. */
export const maxMessageBytes = maxDocumentBytes + 4 * 1024 * 1024;
