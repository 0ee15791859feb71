import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { tokenOf } from '../identity/index.ts';

/** Whom a socket's request says it comes from; not yet whether that is true. */
export interface Callers {
  /** The network address; behind a proxy the one that the proxy saw. */
  readonly addressOf: (request: IncomingMessage) => string;
  /** The credential, so that people behind one address are told apart; the address where there is none. */
  readonly callerOf: (request: IncomingMessage) => string;
}

/** @param trustProxy whether a proxy stands before the server, whose word on addresses counts */
export function createCallers(trustProxy: boolean): Callers {
  const addressOf = ({ headers, socket }: IncomingMessage) =>
    (trustProxy && lastOf(headers['x-forwarded-for'])) || (socket.remoteAddress ?? '');
  return {
    addressOf,
    callerOf: (request) => {
      const credential = tokenInAddress(request.url) ?? request.headers.authorization ?? tokenOf(request.headers);
      return credential === null ? addressOf(request) : createHash('sha256').update(credential).digest('base64');
    },
  };
}

/** The token that a client other than a browser puts into the address; null when there is none. */
export function tokenInAddress(url = ''): string | null {
  return new URL(url, 'http://localhost').searchParams.get('token');
}

/** What stands before it was told by whoever called the proxy, and may be made up. */
function lastOf(forwardedFor: string | readonly string[] | undefined): string {
  const addresses = typeof forwardedFor === 'object' ? forwardedFor.join(',') : (forwardedFor ?? '');
  return addresses.split(',').at(-1)?.trim() ?? '';
}
