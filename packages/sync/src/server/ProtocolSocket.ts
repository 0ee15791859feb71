import { WebSocket } from 'ws';
import { CLOSE } from '../protocol/close-codes.ts';

const PROTOCOL_ERROR = 1002;
const INVALID_TEXT = 1007;
const POLICY_VIOLATION = 1008;
const TOO_BIG = 1009;
/** What `ws` closes with for bytes that break the WebSocket protocol, or cut a message into absurdly many pieces. */
const BROKEN: readonly (number | undefined)[] = [PROTOCOL_ERROR, INVALID_TEXT, POLICY_VIOLATION];

/** `ws` closes by itself on broken frames; this gives those closes the codes and reasons of our protocol. */
export class ProtocolSocket extends WebSocket {
  override close(code?: number, reason?: string | Buffer): void {
    if (code === TOO_BIG) super.close(CLOSE.tooLarge, 'message too large');
    else if (BROKEN.includes(code)) super.close(CLOSE.malformed, 'broken WebSocket frame');
    else super.close(code, reason);
  }
}
