import type { Notification } from '../identity/notifications.ts';

/**
 * One published change, as open screens hear of it. `sequence` counts up per tenant without gaps, so that a screen
 * that slept can ask for what it missed. It names records and never carries their contents: what a person may read is
 * decided when the screen asks again.
 */
export interface Change {
  sequence: number;
  /** `<context>.<entity>`, for example `work.board`; empty when it is another person's and only the sequence is told. */
  entity: string;
  ids: string[];
  actorId: string | null;
}

/** Answer to a catch-up: the changes since the sequence that the client knew, or word that there are too many. */
export type CatchUp = { sequence: number; changes: Change[] } | { sequence: number; resync: true };

/** What the server sends over the realtime channel (socket.io). */
export interface RealtimeServerEvents {
  changed: (change: Change) => void;
  notification: (notification: Notification) => void;
  /** This session was signed out or revoked; the socket closes after it. */
  'signed-out': (reason: string) => void;
}

/** What a client sends over the realtime channel (socket.io). */
export interface RealtimeClientEvents {
  /** `since` is the last sequence that the client has seen, or null when it has seen none. */
  'catch-up': (since: number | null, answer: (missed: CatchUp) => void) => void;
}
