import { createServer, type Server } from 'node:http';
import Provider from 'oidc-provider';
import { freePort } from '../../../scripts/postgres/server.ts';

/** A person as the issuer knows them. */
export interface IssuerPerson {
  sub: string;
  email?: string;
  email_verified?: boolean;
  /** Seconds since 1970 at which they signed in there; now unless told. */
  signedInAt?: number;
}

/** A real OpenID Connect provider in this process. Whoever comes is signed in as `person`, without being asked. */
export interface Issuer {
  url: string;
  clientId: string;
  clientSecret: string;
  person: IssuerPerson;
  stop(): Promise<void>;
}

export async function startIssuer(redirectUri: string): Promise<Issuer> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const issuer: Issuer = {
    url,
    clientId: 'muster',
    clientSecret: 'the secret of the client',
    person: { sub: 'nobody' },
    stop: () => stop(server),
  };
  const provider = new Provider(url, {
    clients: [{ client_id: issuer.clientId, client_secret: issuer.clientSecret, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    pkce: { required: () => true },
    cookies: { keys: ['of the test'] },
    findAccount: (_context, sub) => ({ accountId: sub, claims: async () => ({ ...issuer.person, sub }) }),
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    features: { devInteractions: { enabled: false } },
  });
  const handle = provider.callback();
  const server = createServer((request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void handle(request, response);
    consent(provider, issuer, request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return issuer;
}

/** Stands for the pages on which a person signs in at the issuer and agrees. */
async function consent(
  provider: Provider,
  { person: { sub, signedInAt }, clientId }: Issuer,
  ...[request, response]: Parameters<ReturnType<Provider['callback']>>
): Promise<void> {
  const grant = new provider.Grant({ accountId: sub, clientId });
  grant.addOIDCScope('openid email profile');
  const grantId = await grant.save();
  await provider.interactionFinished(request, response, {
    login: { accountId: sub, ...(signedInAt !== undefined && { ts: signedInAt }) },
    consent: { grantId },
  });
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
