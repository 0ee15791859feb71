import type { IncomingMessage } from 'node:http';

/** Tells callers apart by `?user=`. */
export function callerByUser({ url }: IncomingMessage): string {
  return new URL(url ?? '', 'http://localhost').searchParams.get('user') ?? '';
}
