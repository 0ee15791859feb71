const FINAL_BINARY = 0x82;
const FINAL_PONG = 0x8a;
const LENGTH_16_BIT = 126;
const LENGTH_64_BIT = 127;

/**
 * A complete unmasked binary WebSocket frame (RFC 6455, 5.2) around a payload in parts. Frames from a server carry no mask, so
 * the same Buffer can be written to every socket of a room, where `ws.send` would build the header again for each.
 */
export function websocketFrame(...parts: readonly Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([frameHeader(length), ...parts]);
}

/** What stands before a payload of so many bytes. */
export function frameHeader(length: number): Buffer {
  const header = Buffer.allocUnsafe(length < LENGTH_16_BIT ? 2 : length < 0x10000 ? 4 : 10);
  header[0] = FINAL_BINARY;
  if (header.length === 2) header[1] = length;
  else if (header.length === 4) {
    header[1] = LENGTH_16_BIT;
    header.writeUInt16BE(length, 2);
  } else {
    header[1] = LENGTH_64_BIT;
    header.writeBigUInt64BE(BigInt(length), 2);
  }
  return header;
}

/** A ping without a payload. */
export const PING = Buffer.of(0x89, 0);

/** The answer to a ping, with the payload that it brought; no control frame has more than 125 bytes (RFC 6455, 5.5). */
export function pongFrame(payload: Uint8Array): Buffer {
  return Buffer.concat([Buffer.of(FINAL_PONG, payload.length), payload]);
}
