/** Where to go when the page asked for is not one of ours. */
const home = '/';

/**
 * The path to return to after signing in. A link that somebody else made may carry any value, so only paths of this
 * origin pass, and never the sign-in page itself.
 */
export function safeReturnUrl(value: string | null | undefined, origin: string): string {
  if (!value?.startsWith('/')) return home;
  let url: URL;
  try {
    // The URL parser knows what browsers make of `//`, `/\` and embedded tabs.
    url = new URL(value, origin);
  } catch {
    return home;
  }
  if (url.origin !== new URL(origin).origin || url.pathname.startsWith('/sign-in')) return home;
  return url.pathname + url.search + url.hash;
}
