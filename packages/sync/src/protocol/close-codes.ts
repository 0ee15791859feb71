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
