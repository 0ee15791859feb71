import { randomBytes } from 'node:crypto';
import { encodeBase32LowerCaseNoPadding } from '@oslojs/encoding';
import type { TenantTransaction } from '../../core/database/index.ts';
import { hashToken } from '../lucia-sessions.ts';

const codeCount = 10;

interface Owner {
  tenantId: string;
  userId: string;
}

/** `abcd-efgh-ijkl-mnop`: 80 random bits, in letters and digits that are not mistaken for each other. */
function newCode(): string {
  return encodeBase32LowerCaseNoPadding(randomBytes(10)).replaceAll(/.{4}(?=.)/g, '$&-');
}

function hashOf(code: string): string {
  return hashToken(code.toLowerCase().replaceAll(/[^a-z2-7]/g, ''));
}

/** Gives a person new codes; the ones before are worth nothing any more. They are shown once and kept as hashes. */
export async function replaceRecoveryCodes(
  transaction: TenantTransaction,
  { tenantId, userId }: Owner,
): Promise<string[]> {
  const codes = Array.from({ length: codeCount }, newCode);
  await transaction.recoveryCode.deleteMany({ where: { tenantId, userId } });
  await transaction.recoveryCode.createMany({
    data: codes.map((code) => ({ tenantId, userId, codeHash: hashOf(code) })),
  });
  return codes;
}

/** Uses a code up; false when it is none of the person's, or was used before. */
export async function acceptRecoveryCode(
  transaction: TenantTransaction,
  { tenantId, userId }: Owner,
  code: string,
): Promise<boolean> {
  const { count } = await transaction.recoveryCode.updateMany({
    where: { tenantId, userId, codeHash: hashOf(code), usedAt: null },
    data: { usedAt: new Date() },
  });
  return count === 1;
}
