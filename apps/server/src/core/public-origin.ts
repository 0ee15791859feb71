let origin: string | undefined;

/** Names the address under which people open Muster, for links in mails, issuers and passkeys. */
export function openPublicOrigin(publicUrl: string): void {
  origin = new URL(publicUrl).origin;
}

/**
 * `https://muster.example`, without a slash at its end. It never comes from a request: whoever sends one chooses its
 * Host header, and a link in a mail must not lead to a place that a stranger chose.
 */
export function publicOrigin(): string {
  if (!origin) throw new Error('openPublicOrigin() must be called before links are made.');
  return origin;
}
