/** Why a socket was closed. 44xx are final for stock clients; after the others they come back. */
export const CLOSE = {
  internal: 1011,
  restarting: 1012,
  tryAgainLater: 1013,
  malformed: 4400,
  unauthenticated: 4401,
  noAccess: 4403,
  notFound: 4404,
  tooLarge: 4413,
  tooFast: 4429,
} as const;

const MAX_REASON_BYTES = 123;

/** Cuts a reason to what a close frame can carry, without splitting a character. */
export function closeReason(reason: string): string {
  const bytes = Buffer.from(reason);
  if (bytes.length <= MAX_REASON_BYTES) return reason;
  let end = MAX_REASON_BYTES;
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.toString('utf8', 0, end);
}
