import * as encoding from 'lib0/encoding';

/** How a server wants to be spoken to. A relay passes everything on and answers nothing. */
export type Wire = 'y-websocket' | 'hocuspocus' | 'relay';

/** A place in a room: where to connect, and what to say there. */
export interface Seat {
  readonly address: string;
  readonly wire: Wire;
  /** Name of the document, which hocuspocus wants before each message. */
  readonly document: string;
}

const SYNC = 0;
const STEP_2 = 1;
const AUTH = 2;
const AUTH_TOKEN = 0;

/** Asks for a document as somebody who knows nothing of it. */
export const STEP_1_OF_NOTHING = Uint8Array.of(SYNC, 0, 1, 0);

/** What stands before every message, in both directions. */
export function prefixOf({ wire, document }: Seat): Uint8Array {
  if (wire !== 'hocuspocus') return new Uint8Array();
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, document);
  return encoding.toUint8Array(encoder);
}

/** What a client says first; hocuspocus takes nothing before it heard a token, whether it cares for one or not. */
export function greetingsOf(seat: Seat): readonly Uint8Array[] {
  if (seat.wire !== 'hocuspocus') return [];
  const encoder = encoding.createEncoder();
  encoding.writeUint8Array(encoder, prefixOf(seat));
  encoding.writeVarUint(encoder, AUTH);
  encoding.writeVarUint(encoder, AUTH_TOKEN);
  encoding.writeVarString(encoder, 'bench');
  return [encoding.toUint8Array(encoder)];
}

/** The sync message in a server's message, null for any other. */
export function syncMessageIn(message: Buffer, prefix: Uint8Array): Buffer | null {
  return message[prefix.length] === SYNC ? message.subarray(prefix.length) : null;
}

/** Whether a sync message is the answer to what the client asked. */
export function isStep2(message: Buffer): boolean {
  return message[1] === STEP_2;
}
