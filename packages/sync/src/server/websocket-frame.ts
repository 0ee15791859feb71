const FINAL_BINARY = 0x82;
const LENGTH_16_BIT = 126;
const LENGTH_64_BIT = 127;

/**
 * A complete unmasked binary WebSocket frame (RFC 6455, 5.2) around a payload in parts. Frames from a server carry no mask, so
 * the same Buffer can be written to every socket of a room, where `ws.send` would build the header again for each.
 */
export function websocketFrame(...parts: readonly Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  let offset = length < LENGTH_16_BIT ? 2 : length < 0x10000 ? 4 : 10;
  const frame = Buffer.allocUnsafe(offset + length);
  frame[0] = FINAL_BINARY;
  if (offset === 2) frame[1] = length;
  else if (offset === 4) {
    frame[1] = LENGTH_16_BIT;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = LENGTH_64_BIT;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  for (const part of parts) {
    frame.set(part, offset);
    offset += part.length;
  }
  return frame;
}
