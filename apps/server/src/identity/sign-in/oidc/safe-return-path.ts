import { publicOrigin } from '../../../core/public-origin.ts';

/**
 * Where to lead a browser after signing in. A link that a stranger made may ask for anything, so only paths of this
 * place pass.
 */
export function safeReturnPath(asked: string | null, origin: string = publicOrigin()): string {
  if (!asked?.startsWith('/') || !URL.canParse(asked, origin)) return '/';
  // The parser knows what browsers make of `//`, `/\` and line breaks.
  const url = new URL(asked, origin);
  if (url.origin !== origin || url.pathname.startsWith('/sign-in') || url.pathname.startsWith('/auth/')) return '/';
  return url.pathname.replace(/^\/+/, '/') + url.search + url.hash;
}
