import type { Duplex } from 'node:stream';

const STATUS = {
  not_found: '404 Not Found',
  restarting: '503 Service Unavailable',
  too_many_offences: '429 Too Many Requests',
} as const;

/**
 * Answers an upgrade with an HTTP status in place of a WebSocket and hangs up; `retryAfter` is in milliseconds. Node leaves the
 * errors of a socket that asked for an upgrade to whoever takes it: without a listener a client that breaks off meanwhile
 * would end the process.
 */
export function sendAway(socket: Duplex, reason: keyof typeof STATUS, retryAfter = 0): void {
  const retry = retryAfter > 0 ? [`Retry-After: ${Math.ceil(retryAfter / 1_000)}`] : [];
  const lines = [`HTTP/1.1 ${STATUS[reason]}`, ...retry, 'Connection: close', 'Content-Length: 0', '', ''];
  socket.on('error', () => socket.destroy());
  socket.end(lines.join('\r\n'), () => socket.destroy());
}
