import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a state-changing request or a socket upgrade may come from where it says it comes from. A browser always
 * names its origin, and it must be ours. A request without one is not from a browser's page: it may pass when it
 * proves itself by a token, which no foreign page can make a browser send.
 */
export function isOriginAllowed(
  headers: IncomingHttpHeaders,
  publicUrl: string | undefined,
  hasToken: boolean,
): boolean {
  const { origin, host } = headers;
  if (!origin) return hasToken || headers.cookie === undefined;
  if (publicUrl && origin === new URL(publicUrl).origin) return true;
  return hostOf(origin) === host;
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}
