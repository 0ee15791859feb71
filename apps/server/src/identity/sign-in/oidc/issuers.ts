import {
  allowInsecureRequests,
  type Configuration,
  customFetch,
  type DiscoveryRequestOptions,
  discovery,
} from 'openid-client';
import { readTenant } from '../../../core/database/index.ts';
import { MusterError } from '../../../core/errors.ts';
import { log } from '../../../core/log.ts';
import { type SealedPlace, unseal } from '../../../core/sealing/sealing.ts';
import { publicFetch } from './public-fetch.ts';

const timeoutSeconds = 10;
/** Milliseconds for which an issuer's configuration is believed; its keys are asked for when an unknown one signs. */
const keptFor = 10 * 60_000;

let privateIssuers = false;

/** Told by the composition root: whether issuers may be in a private network, and without https. */
export function allowPrivateIssuers(allowed: boolean): void {
  privateIssuers = allowed;
}

/** Where a provider's client secret is sealed to. */
export function secretPlace(tenantId: string, id: string): SealedPlace {
  return { tenantId, column: 'oidc_provider.client_secret', rowId: id };
}

interface IssuerClient {
  issuer: string;
  clientId: string;
  clientSecret: string;
}

/** Asks an issuer for its configuration. @throws unavailable when it does not answer with one that fits */
export async function discoverIssuer({ issuer, clientId, clientSecret }: IssuerClient): Promise<Configuration> {
  const options: DiscoveryRequestOptions = privateIssuers
    ? { execute: [allowInsecureRequests], timeout: timeoutSeconds }
    : { [customFetch]: publicFetch, timeout: timeoutSeconds };
  try {
    return await discovery(new URL(issuer), clientId, clientSecret, undefined, options);
  } catch (error) {
    log.warn({ error, issuer }, 'an issuer could not be reached');
    throw new MusterError('unavailable', `${new URL(issuer).host} did not answer as an OpenID Connect issuer does.`, {
      action: 'Check its address, and that it is reachable from here.',
    });
  }
}

/** A company's issuer, ready for a sign-in. */
export interface Provider {
  tenantId: string;
  id: string;
  preset: 'google' | 'microsoft' | 'custom';
  satisfiesMfa: boolean;
  configuration: Configuration;
}

const kept = new Map<string, { configuration: Promise<Configuration>; until: number }>();

/** Finds an enabled provider with its configuration; null when there is none. */
export async function openProvider(tenantId: string, id: string): Promise<Provider | null> {
  const row = await readTenant({ tenantId }).oidcProvider.findFirst({ where: { tenantId, id, enabled: true } });
  if (!row) return null;
  const clientSecret = unseal(row.clientSecret, secretPlace(tenantId, id));
  const configuration = await keepConfiguration(`${id}/${row.version}`, { ...row, clientSecret });
  return { tenantId, id, preset: row.preset, satisfiesMfa: row.satisfiesMfa, configuration };
}

function keepConfiguration(key: string, client: IssuerClient): Promise<Configuration> {
  const known = kept.get(key);
  if (known && known.until > Date.now()) return known.configuration;
  const configuration = discoverIssuer(client);
  kept.set(key, { configuration, until: Date.now() + keptFor });
  // A failure is not kept: the next sign-in asks again.
  configuration.catch(() => kept.delete(key));
  return configuration;
}
