import { type ApiClient, signIn } from '../../support/client.ts';
import { person } from '../../support/fixtures.ts';

/** A thousand clients are not one person's: each session may have only so many sockets. */
const SESSIONS = 5;

/** Somebody who is signed in several times, so that the clients of each room come with one of their sessions. */
export interface Sessions {
  readonly api: ApiClient;
  readonly tokenOf: (room: number) => string;
}

/** Signs the super admin of the fixtures in at a server. */
export async function signInOften(url: string): Promise<Sessions> {
  const { api, token } = await signIn(url, person('super_admin'));
  const tokens = [token];
  while (tokens.length < SESSIONS) tokens.push((await signIn(url, person('super_admin'))).token);
  return { api, tokenOf: (room) => tokens[room % SESSIONS] ?? token };
}
