/** Bounds on what one connection, or all together, may ask of the server. Sizes in bytes, durations in milliseconds. */
export interface SyncLimits {
  /**
   * Largest WebSocket message accepted; a larger one closes its sender with 4413. It must exceed `maxDocumentBytes`: what was
   * made offline comes back in one message.
   */
  readonly maxMessageBytes: number;
  /** Largest stored size of a document (snapshot and updates); beyond it updates are refused with `document_too_large`. */
  readonly maxDocumentBytes: number;
  /**
   * Structs, deletions and plain values of one update; one of more is refused with `update_too_complex`. A large update
   * is read in stretches, but what it carries is noted in one go.
   */
  readonly maxUpdateParts: number;
  /**
   * Clients that a SyncStep1 may name, one for each page load in which somebody edited the document; one of more closes its sender
   * with 4413.
   */
  readonly maxVectorClients: number;
  /** Messages a connection may send at once before its rate counts. */
  readonly messageBurst: number;
  /** Messages per second a connection may sustain; more closes it with 4429. */
  readonly messagesPerSecond: number;
  /** Times a connection may ask for the document (SyncStep1) at once before their rate counts. */
  readonly joinBurst: number;
  /** Times per second a connection may sustainably ask for the document; more closes it with 4429. */
  readonly joinsPerSecond: number;
  /** Awareness messages, and questions who is here, that a connection may send at once before their rate counts. */
  readonly awarenessBurst: number;
  /** Awareness messages per second a connection may sustain; more closes it with 4429. */
  readonly awarenessPerSecond: number;
  /** WebSocket pings and pongs a connection may send at once before their rate counts. */
  readonly pingBurst: number;
  /** Pings and pongs per second a connection may sustain; more closes it with 4429. */
  readonly pingsPerSecond: number;
  /** Largest awareness state (JSON) of one client; a larger one closes its sender with 4413. */
  readonly maxAwarenessBytes: number;
  /** Lines of an awareness message; one of more closes its sender with 4413. Stock clients repeat what they hear of everyone. */
  readonly maxAwarenessLines: number;
  /** Client ids one connection may speak for. */
  readonly maxAwarenessClients: number;
  /** Bytes waiting to be read by one client, beyond what its join needed; more closes it with 1013. */
  readonly maxBufferedBytes: number;
  /** Bytes of one connection that wait to be stored; beyond it the server stops reading from it until they are. */
  readonly maxPendingBytesPerConnection: number;
  /** Bytes of all connections that wait to be stored; beyond it the server stops reading from every writer. */
  readonly maxPendingBytes: number;
  /** Open sockets; a further one takes the place of one that is silent, or else is closed with 1013. */
  readonly maxConnections: number;
  /**
   * Open sockets of one caller, where `callerOf` tells them apart; a further one is closed with 1013. Each tab has one for each
   * document that it shows, so it should leave room for hundreds.
   */
  readonly maxConnectionsPerCaller: number;
  /** Sockets that were let in and have not asked for their document; the oldest ones beyond it are closed with 1013. */
  readonly maxSilentConnections: number;
  /** The same for each network address: generous, because a whole office may be behind one. */
  readonly maxSilentPerAddress: number;
  /** The same for each caller, where `callerOf` tells them apart. */
  readonly maxSilentPerCaller: number;
  /** For how long nobody is closed for silence: the answer of a slow network must have time to come. */
  readonly silenceForgiven: number;
  /**
   * Bytes of frames from one socket that are handled as they are read, in one turn of the event loop; each frame counts as
   * 512 bytes more. What is beyond waits until every other socket had its share.
   */
  readonly bytesPerTurn: number;
  /** How much of each turn of the event loop may go into what waits so. */
  readonly turnTime: number;
  /**
   * Updates waiting to be stored, of all connections, from which on nothing beyond shares of a turn is handled; fewer while
   * commits take long.
   */
  readonly maxWaitingUpdates: number;
  /** Times a caller may be shown out for what they sent before they have to wait. */
  readonly offencesForgiven: number;
  /** How long they wait after the next time; each further one doubles it. */
  readonly offenceWait: number;
  /** The longest they wait; after twice as long without an offence all are forgotten. */
  readonly longestOffenceWait: number;
  /** Time between keepalive pings; a socket that answered none in two intervals is dropped. */
  readonly keepAliveInterval: number;
  /** How long a room keeps a document's bytes in memory after they were last needed. */
  readonly contentIdle: number;
  /** After how long these bytes are read anew though they are needed all the time. */
  readonly contentLife: number;
  /** Time between looks at the log for what other processes wrote to open documents. */
  readonly followInterval: number;
  /** The same while other nodes cannot be reached, or have lately written what no message announced. */
  readonly closeFollowInterval: number;
  /** Time between the signs of life that nodes give each other; one that is silent for three of them counts as dead. */
  readonly heartbeatInterval: number;
  /** How long `close()` waits for pending updates to be stored. */
  readonly drainTimeout: number;
}

const KIB = 1024;
const MIB = 1024 * KIB;

/** What `createSyncServer` uses for limits that are not given. */
export const DEFAULT_LIMITS: SyncLimits = {
  maxMessageBytes: 72 * MIB,
  maxDocumentBytes: 64 * MIB,
  maxUpdateParts: 1_000_000,
  maxVectorClients: 250_000,
  messageBurst: 10_000,
  messagesPerSecond: 1_000,
  joinBurst: 5,
  joinsPerSecond: 2,
  awarenessBurst: 300,
  awarenessPerSecond: 60,
  pingBurst: 60,
  pingsPerSecond: 10,
  maxAwarenessBytes: 16 * KIB,
  maxAwarenessLines: 5_000,
  maxAwarenessClients: 4,
  maxBufferedBytes: 8 * MIB,
  maxPendingBytesPerConnection: 32 * MIB,
  maxPendingBytes: 256 * MIB,
  maxConnections: 20_000,
  maxConnectionsPerCaller: 500,
  maxSilentConnections: 2_000,
  maxSilentPerAddress: 500,
  maxSilentPerCaller: 50,
  silenceForgiven: 1_000,
  bytesPerTurn: 8 * KIB,
  turnTime: 1,
  maxWaitingUpdates: 512,
  offencesForgiven: 10,
  offenceWait: 1_000,
  longestOffenceWait: 60_000,
  keepAliveInterval: 10_000,
  contentIdle: 60_000,
  contentLife: 900_000,
  followInterval: 1_000,
  closeFollowInterval: 250,
  heartbeatInterval: 1_000,
  drainTimeout: 5_000,
};

/** The limits given, and the default ones for the others. Throws `RangeError` for a message limit within the document limit. */
export function completeLimits(given: Partial<SyncLimits> = {}): SyncLimits {
  const limits = { ...DEFAULT_LIMITS, ...given };
  if (limits.maxMessageBytes <= limits.maxDocumentBytes) {
    throw new RangeError(
      'maxMessageBytes must exceed maxDocumentBytes, or what fits into a document could not be sent',
    );
  }
  return limits;
}
