import type { UserActor } from '../../core/actor.ts';
import { readTenant, withTenant } from '../../core/database/index.ts';
import { MusterError } from '../../core/errors.ts';
import { renewAuthentication } from '../lucia-sessions.ts';
import { verifyPassword } from '../passwords.ts';
import { type Counted, countAttempt, forgiveAttempt } from '../throttle.ts';
import { wrongCode } from './second-factor.ts';
import { acceptTotpCode } from './totp-check.ts';

const own = ({ tenantId, userId }: UserActor) => ({ tenantId, userId });

/** Shows by the password that it is still the same person. Who has an authenticator app also gives its code. */
export async function stepUpByPassword(actor: UserActor, password: string, code: string | undefined): Promise<void> {
  const counted: Counted[] = [{ scope: 'factor', value: actor.userId }];
  await countAttempt(counted);
  await requirePassword(actor, password);
  await requireCode(actor, code);
  await forgiveAttempt(counted);
  await renewAuthentication(actor);
}

/** @throws invalid_input when it is not the actor's present password */
export async function requirePassword(actor: UserActor, password: string): Promise<void> {
  const credential = await readTenant(actor).passwordCredential.findUnique({
    where: { tenantId_userId: own(actor) },
  });
  if (await verifyPassword(credential?.hash ?? null, password)) return;
  throw new MusterError('invalid_input', 'This is not your present password.', { action: 'Check it and try again.' });
}

async function requireCode(actor: UserActor, code: string | undefined): Promise<void> {
  const apps = await readTenant(actor).totpCredential.count({ where: { ...own(actor), confirmedAt: { not: null } } });
  if (apps === 0) return;
  const accepted = await withTenant(actor, (transaction) => acceptTotpCode(transaction, own(actor), code ?? ''));
  if (!accepted) throw new MusterError('invalid_input', wrongCode().message, wrongCode().details);
}
