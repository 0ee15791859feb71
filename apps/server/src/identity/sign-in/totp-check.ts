import { decodeBase32IgnorePadding } from '@oslojs/encoding';
import type { TenantTransaction } from '../../core/database/index.ts';
import { type SealedPlace, seal, unseal } from '../../core/sealing/sealing.ts';
import { stepOfCode } from './totp.ts';

/** The person that a secret belongs to. */
interface Owner {
  tenantId: string;
  userId: string;
}

function placeOf({ tenantId, userId }: Owner): SealedPlace {
  return { tenantId, column: 'totp_credential.secret', rowId: userId };
}

export function sealTotpSecret(owner: Owner, secret: string): Uint8Array<ArrayBuffer> {
  return seal(secret, placeOf(owner));
}

export function totpKey(secret: string): Uint8Array {
  return decodeBase32IgnorePadding(secret);
}

/** Whether a code is right for the app that the person has set up; see {@link useCode}. */
export function acceptTotpCode(transaction: TenantTransaction, owner: Owner, code: string): Promise<boolean> {
  return useCode(transaction, owner, code, { not: null });
}

/** Whether a code is right for the app that the person is just setting up, which proves nothing else yet. */
export function acceptFirstCode(transaction: TenantTransaction, owner: Owner, code: string): Promise<boolean> {
  return useCode(transaction, owner, code, null);
}

/** Marks the step of a right code as used: it, or an older one, is refused from then on, also when two come at once. */
async function useCode(
  transaction: TenantTransaction,
  { tenantId, userId }: Owner,
  code: string,
  confirmedAt: null | { not: null },
): Promise<boolean> {
  const owner = { tenantId, userId };
  const credential = await transaction.totpCredential.findFirst({ where: { ...owner, confirmedAt } });
  if (!credential) return false;
  const step = stepOfCode(totpKey(unseal(credential.secret, placeOf(owner))), code, new Date());
  if (step === null) return false;
  const { count } = await transaction.totpCredential.updateMany({
    where: { ...owner, lastStep: { lt: step } },
    data: { lastStep: step },
  });
  return count === 1;
}
