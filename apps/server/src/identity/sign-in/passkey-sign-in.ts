import type { usePasskeyInputSchema } from '@muster/contract/identity/passkey';
import type { SignInResult } from '@muster/contract/identity/sign-in';
import { z } from 'zod';
import type { UserActor } from '../../core/actor.ts';
import { poolOf, readTenant, withTenant } from '../../core/database/index.ts';
import { MusterError } from '../../core/errors.ts';
import { log } from '../../core/log.ts';
import { publicOrigin } from '../../core/public-origin.ts';
import { renewAuthentication } from '../lucia-sessions.ts';
import { countAttempt, forgiveAttempt, originOf } from '../throttle.ts';
import { accountOf, type Device } from './accounts.ts';
import { finishSignIn } from './finish-sign-in.ts';
import { relyingPartyId } from './passkeys.ts';
import { issueTicket, type TicketPurpose, takeTicket } from './tickets.ts';
import { webAuthn } from './web-authn.ts';

type UsedPasskey = z.output<typeof usePasskeyInputSchema>;

interface Owner {
  tenantId: string;
  userId: string;
}

const challengeMinutes = 10;
const payload = z.object({ challenge: z.string() });

/** A challenge for any passkey of this place: the browser lets the person choose, so nobody says who they are first. */
export async function beginPasskeySignIn(purpose: Extract<TicketPurpose, 'passkey_sign_in' | 'passkey_step_up'>) {
  const { generateAuthenticationOptions } = await webAuthn();
  const { extensions: _none, ...options } = await generateAuthenticationOptions({
    rpID: relyingPartyId(),
    userVerification: 'required',
  });
  const ticket = await issueTicket(purpose, { challenge: options.challenge }, challengeMinutes);
  return { ticket, options };
}

/** Signs in the person whose passkey answered. It stands for two factors: the device, and what unlocks it. */
export async function signInByPasskey(input: UsedPasskey, device: Device): Promise<SignInResult> {
  const counted = originOf(device.ipAddress);
  await countAttempt(counted);
  const { challenge } = await takeTicket('passkey_sign_in', input.ticket, payload);
  const owner = await verifyPasskey(input.credential, challenge);
  const account = await accountOf(owner.tenantId, owner.userId);
  if (!account) throw unknownPasskey();
  await forgiveAttempt(counted);
  return finishSignIn(account, ['passkey'], device);
}

/** Shows by a passkey that it is still the same person. */
export async function stepUpByPasskey(actor: UserActor, input: UsedPasskey): Promise<void> {
  const { challenge } = await takeTicket('passkey_step_up', input.ticket, payload);
  const owner = await verifyPasskey(input.credential, challenge);
  if (owner.tenantId !== actor.tenantId || owner.userId !== actor.userId) throw unknownPasskey();
  await renewAuthentication(actor);
}

async function verifyPasskey(credential: UsedPasskey['credential'], challenge: string): Promise<Owner> {
  const { rows } = await poolOf('muster_sign_in').query<Owner & { id: string }>(
    'select tenant_id as "tenantId", id, user_id as "userId" from passkey where credential_id = $1',
    [credential.id],
  );
  const [found] = rows;
  if (!found) throw unknownPasskey();
  const { tenantId, id, userId } = found;
  const passkey = await readTenant(found).passkey.findUnique({ where: { tenantId_id: { tenantId, id } } });
  if (!passkey) throw unknownPasskey();
  const { verifyAuthenticationResponse } = await webAuthn();
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: credential,
    expectedChallenge: challenge,
    expectedOrigin: publicOrigin(),
    expectedRPID: relyingPartyId(),
    credential: { id: passkey.credentialId, publicKey: passkey.publicKey, counter: Number(passkey.counter) },
    requireUserVerification: true,
  }).catch((error: unknown) => {
    log.warn({ error, passkey: id }, 'a passkey was refused');
    throw unknownPasskey();
  });
  if (!verified) throw unknownPasskey();
  await withTenant(found, (transaction) =>
    transaction.passkey.updateMany({
      where: { tenantId, id },
      data: {
        counter: authenticationInfo.newCounter,
        backedUp: authenticationInfo.credentialBackedUp,
        lastUsedAt: new Date(),
      },
    }),
  );
  return { tenantId, userId };
}

function unknownPasskey(): MusterError {
  return new MusterError('unauthenticated', 'Muster does not know this passkey, or it could not be checked.', {
    action: 'Choose another passkey, or sign in another way.',
  });
}
