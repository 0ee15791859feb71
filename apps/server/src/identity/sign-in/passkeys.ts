import type { Passkey, registerPasskeyInputSchema } from '@muster/contract/identity/passkey';
import { z } from 'zod';
import type { UserActor } from '../../core/actor.ts';
import { recordAudit } from '../../core/audit.ts';
import { readTenant, withTenant } from '../../core/database/index.ts';
import { MusterError, notFound } from '../../core/errors.ts';
import { newId } from '../../core/identifiers.ts';
import { log } from '../../core/log.ts';
import { queueMail } from '../../core/mail/mail-queue.ts';
import { publicOrigin } from '../../core/public-origin.ts';
import type { Device } from './accounts.ts';
import { securityNotice } from './security-notice.ts';
import { issueTicket, takeTicket } from './tickets.ts';
import { webAuthn } from './web-authn.ts';

/** How many passkeys one person may have. */
const mostPasskeys = 20;
const challengeMinutes = 5;

const registrationPayload = z.object({ challenge: z.string(), userId: z.string() });

/** The name under which browsers keep passkeys for us: the host, without a port. */
export function relyingPartyId(): string {
  return new URL(publicOrigin()).hostname;
}

const own = ({ tenantId, userId }: UserActor) => ({ tenantId, userId });

export async function listPasskeys(actor: UserActor): Promise<Passkey[]> {
  const rows = await readTenant(actor).passkey.findMany({ where: own(actor), orderBy: { id: 'asc' } });
  return rows.map(({ id, name, backedUp, createdAt, lastUsedAt }) => ({
    id,
    name,
    backedUp,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }));
}

/** What a browser needs to make a passkey for the actor. */
export async function beginPasskeyRegistration(actor: UserActor, email: string) {
  const existing = await readTenant(actor).passkey.findMany({
    where: own(actor),
    select: { credentialId: true, transports: true },
  });
  if (existing.length >= mostPasskeys) {
    throw new MusterError('invalid_input', `You have ${mostPasskeys} passkeys already.`, {
      action: 'Remove one that you no longer use.',
    });
  }
  // Extensions are left out: none is asked for, and their types hold what JSON cannot.
  const { generateRegistrationOptions } = await webAuthn();
  const { extensions: _none, ...options } = await generateRegistrationOptions({
    rpName: 'Muster',
    rpID: relyingPartyId(),
    userName: email,
    userDisplayName: actor.name,
    // Opaque to the authenticator; one per account, so that accounts in two companies stay apart.
    userID: new Uint8Array(Buffer.from(`${actor.tenantId}${actor.userId}`.replaceAll('-', ''), 'hex')),
    excludeCredentials: existing.map(({ credentialId: id, transports }) => ({ id, transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  const { userId } = actor;
  const ticket = await issueTicket('passkey_registration', { challenge: options.challenge, userId }, challengeMinutes);
  return { ticket, options };
}

/** Keeps the passkey that the browser made. @throws invalid_input when its answer does not fit what was asked */
export async function registerPasskey(
  actor: UserActor,
  { ticket, name, credential }: z.output<typeof registerPasskeyInputSchema>,
  device: Device,
): Promise<{ id: string }> {
  const { challenge, userId } = await takeTicket('passkey_registration', ticket, registrationPayload);
  if (userId !== actor.userId) throw unusable();
  const { verifyRegistrationResponse } = await webAuthn();
  const { registrationInfo } = await verifyRegistrationResponse({
    response: credential,
    expectedChallenge: challenge,
    expectedOrigin: publicOrigin(),
    expectedRPID: relyingPartyId(),
  }).catch((error: unknown) => {
    log.warn({ error }, 'a new passkey was refused');
    throw unusable();
  });
  if (!registrationInfo) throw unusable();
  const id = newId();
  const { credential: key, credentialBackedUp: backedUp } = registrationInfo;
  const notice = await securityNotice(actor, 'passkey_added', device);
  await withTenant(actor, async (transaction) => {
    await transaction.passkey.create({
      data: {
        ...own(actor),
        id,
        name,
        backedUp,
        credentialId: key.id,
        publicKey: key.publicKey,
        counter: key.counter,
        transports: key.transports ?? [],
      },
    });
    await recordAudit(transaction, actor, {
      action: 'identity.passkey.added',
      entity: 'identity.passkey',
      entityId: id,
      after: { name, backedUp },
    });
    await queueMail(transaction, actor.tenantId, notice);
  });
  return { id };
}

export async function renamePasskey(actor: UserActor, { id, name }: { id: string; name: string }): Promise<void> {
  await withTenant(actor, async (transaction) => {
    const before = await transaction.passkey.findFirst({ where: { ...own(actor), id } });
    if (!before) throw notFound('passkey');
    await transaction.passkey.updateMany({ where: { ...own(actor), id }, data: { name } });
    await recordAudit(transaction, actor, {
      action: 'identity.passkey.renamed',
      entity: 'identity.passkey',
      entityId: id,
      before: { name: before.name },
      after: { name },
    });
  });
}

export async function removePasskey(actor: UserActor, id: string, device: Device): Promise<void> {
  const notice = await securityNotice(actor, 'passkey_removed', device);
  await withTenant(actor, async (transaction) => {
    const before = await transaction.passkey.findFirst({ where: { ...own(actor), id } });
    if (!before) throw notFound('passkey');
    await transaction.passkey.deleteMany({ where: { ...own(actor), id } });
    await queueMail(transaction, actor.tenantId, notice);
    await recordAudit(transaction, actor, {
      action: 'identity.passkey.removed',
      entity: 'identity.passkey',
      entityId: id,
      before: { name: before.name },
    });
  });
}

function unusable(): MusterError {
  return new MusterError('invalid_input', 'The browser did not make a passkey that Muster can use.', {
    action: 'Try again, or choose another device to keep it on.',
  });
}
