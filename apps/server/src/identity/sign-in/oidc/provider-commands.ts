import type {
  createOidcProviderSchema,
  OidcPreset,
  OidcProvider,
  updateOidcProviderSchema,
} from '@muster/contract/identity/oidc';
import type { z } from 'zod';
import type { UserActor } from '../../../core/actor.ts';
import { recordAudit } from '../../../core/audit.ts';
import { readTenant, type TenantTransaction, withTenant } from '../../../core/database/index.ts';
import { MusterError, notFound } from '../../../core/errors.ts';
import { newId } from '../../../core/identifiers.ts';
import { seal } from '../../../core/sealing/sealing.ts';
import { versionConflict } from '../../../core/version-conflict.ts';
import { discoverIssuer, secretPlace } from './issuers.ts';

type NewProvider = z.output<typeof createOidcProviderSchema>;
type ChangedProvider = z.output<typeof updateOidcProviderSchema>;

export async function listProviders(actor: UserActor): Promise<OidcProvider[]> {
  const rows = await readTenant(actor).oidcProvider.findMany({
    where: { tenantId: actor.tenantId },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ id, version, ...row }) => ({ id, version, ...shown(row) }));
}

/** Adds an issuer, after asking it for its configuration: a typing mistake shows here and not at the first sign-in. */
export async function createProvider(actor: UserActor, input: NewProvider): Promise<{ id: string }> {
  const { clientSecret, ...fields } = input;
  const issuer = issuerOf(fields.preset, fields.issuer);
  await discoverIssuer({ issuer, clientId: fields.clientId, clientSecret });
  const id = newId();
  const { tenantId, userId } = actor;
  const data = { ...fields, issuer };
  await withTenant(actor, async (transaction) => {
    const sealed = seal(clientSecret, secretPlace(tenantId, id));
    await transaction.oidcProvider.create({
      data: { tenantId, id, ...data, clientSecret: sealed, createdById: userId },
    });
    await recordAudit(transaction, actor, {
      action: 'identity.issuer.added',
      entity: 'identity.issuer',
      entityId: id,
      version: 1,
      after: data,
    });
  });
  return { id };
}

/** Google has one issuer, Microsoft one for each directory: the shared one would let any company's people in. */
function issuerOf(preset: OidcPreset, issuer: string): string {
  if (preset === 'google') return 'https://accounts.google.com';
  const directory = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
  if (preset === 'microsoft' && directory.test(issuer)) return `https://login.microsoftonline.com/${issuer}/v2.0`;
  if (URL.canParse(issuer) && !/\/(common|organizations|consumers)\b/.test(issuer)) return issuer;
  throw new MusterError('invalid_input', 'This is not the address of an issuer.', {
    action:
      preset === 'microsoft'
        ? 'Enter the id of your directory (tenant), as the Entra admin centre shows it.'
        : 'Enter the address that the issuer names itself by, beginning with https://.',
  });
}

export async function updateProvider(actor: UserActor, input: ChangedProvider): Promise<{ version: number }> {
  const { id, version, clientSecret, ...fields } = input;
  const { tenantId, userId } = actor;
  return withTenant(actor, async (transaction) => {
    const before = await transaction.oidcProvider.findFirst({ where: { tenantId, id } });
    if (!before) throw notFound('issuer');
    if (!fields.enabled) await requireAnotherWayIn(transaction, tenantId, id);
    const secret = clientSecret ? { clientSecret: seal(clientSecret, secretPlace(tenantId, id)) } : {};
    const { count } = await transaction.oidcProvider.updateMany({
      where: { tenantId, id, version },
      data: { ...fields, ...secret, version: version + 1, updatedById: userId },
    });
    if (count === 0) {
      const versions = { known: version, current: before.version };
      throw await versionConflict(transaction, 'identity.issuer', id, versions);
    }
    await recordAudit(transaction, actor, {
      action: 'identity.issuer.changed',
      entity: 'identity.issuer',
      entityId: id,
      version: version + 1,
      before: shown(before),
      after: { ...shown(before), ...fields, ...(clientSecret && { clientSecret: 'replaced' }) },
    });
    return { version: version + 1 };
  });
}

/** Takes an issuer away, and with it what links people's accounts to it. */
export async function removeProvider(actor: UserActor, id: string): Promise<void> {
  const { tenantId } = actor;
  await withTenant(actor, async (transaction) => {
    const before = await transaction.oidcProvider.findFirst({ where: { tenantId, id } });
    if (!before) throw notFound('issuer');
    await requireAnotherWayIn(transaction, tenantId, id);
    await transaction.oidcProvider.deleteMany({ where: { tenantId, id } });
    await recordAudit(transaction, actor, {
      action: 'identity.issuer.removed',
      entity: 'identity.issuer',
      entityId: id,
      before: shown(before),
    });
  });
}

/** Where people get in through issuers only, the last one stays. */
async function requireAnotherWayIn(transaction: TenantTransaction, tenantId: string, id: string): Promise<void> {
  const policy = await transaction.securityPolicy.findUnique({ where: { tenantId } });
  if (!policy?.ssoOnly) return;
  const others = await transaction.oidcProvider.count({ where: { tenantId, enabled: true, id: { not: id } } });
  if (others > 0) return;
  throw new MusterError('forbidden', 'Your company signs in through issuers only, and this is the last one.', {
    action: 'Let people sign in by password again first, or add another issuer.',
  });
}

type Shown = Omit<OidcProvider, 'id' | 'version'>;

function shown({ preset, name, issuer, clientId, enabled, satisfiesMfa }: Shown): Shown {
  return { preset, name, issuer, clientId, enabled, satisfiesMfa };
}
