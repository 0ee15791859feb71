import type { AppRouter } from '@muster/server/router';
import { createTRPCClient, httpBatchLink, type TRPCClient } from '@trpc/client';
import type { Person } from './fixtures.ts';

/** The whole API, typed by the server's router. */
export type ApiClient = TRPCClient<AppRouter>;

export interface Credentials {
  /** Sent as `Authorization: Bearer`, as scripts do. */
  token?: string;
  /** Sent as `Cookie`, as browsers do; then an Origin is needed too. */
  cookie?: string;
  origin?: string;
}

/** A person who is signed in. */
export interface SignedIn {
  api: ApiClient;
  token: string;
  userId: string;
}

/** A client of a server; without credentials it is nobody's. */
export function apiClient(url: string, { token, cookie, origin }: Credentials = {}): ApiClient {
  const headers = {
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(cookie ? { cookie } : {}),
    ...(origin ? { origin } : {}),
  };
  return createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: `${url}/trpc`, headers })] });
}

/** Signs a person of the fixtures in, as an API client does. */
export async function signIn(url: string, { email, password }: Pick<Person, 'email' | 'password'>): Promise<SignedIn> {
  const result = await apiClient(url, { origin: url }).identity.signIn.mutate({ email, password });
  if (result.status !== 'signed_in') throw new Error(`${email} was not signed in: ${result.status}`);
  return { api: apiClient(url, { token: result.token }), token: result.token, userId: result.user.id };
}
