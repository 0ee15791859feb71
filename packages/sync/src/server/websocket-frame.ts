const FINAL_BINARY = 0x82;
const LENGTH_16_BIT = 126;
const LENGTH_64_BIT = 127;

/**
 * A complete unmasked binary WebSocket frame (RFC 6455, 5.2). Frames from a server carry no mask, so the same Buffer can be
 * written to every socket of a room, where `ws.send` would build the header again for each.
 */
export function websocketFrame(payload: Uint8Array): Buffer {
  const headerBytes = payload.length < LENGTH_16_BIT ? 2 : payload.length < 0x10000 ? 4 : 10;
  const frame = Buffer.allocUnsafe(headerBytes + payload.length);
  frame[0] = FINAL_BINARY;
  if (headerBytes === 2) frame[1] = payload.length;
  else if (headerBytes === 4) {
    frame[1] = LENGTH_16_BIT;
    frame.writeUInt16BE(payload.length, 2);
  } else {
    frame[1] = LENGTH_64_BIT;
    frame.writeBigUInt64BE(BigInt(payload.length), 2);
  }
  frame.set(payload, headerBytes);
  return frame;
}
