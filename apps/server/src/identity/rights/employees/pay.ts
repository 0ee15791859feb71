import { type Pay, paySchema } from '@muster/contract/identity/employees';
import { type SealedPlace, seal, unseal } from '../../../core/sealing/sealing.ts';

/** Pay as it is kept: sealed for this one person's row. */
export function sealPay(tenantId: string, userId: string, pay: Pay): Uint8Array<ArrayBuffer> {
  return seal(JSON.stringify(pay), placeOf(tenantId, userId));
}

/** Opens a person's pay; null when none was entered. */
export function openPay(
  tenantId: string,
  userId: string,
  employee: { paySealed: Uint8Array | null } | null,
): Pay | null {
  if (!employee?.paySealed) return null;
  return paySchema.parse(JSON.parse(unseal(employee.paySealed, placeOf(tenantId, userId))));
}

function placeOf(tenantId: string, rowId: string): SealedPlace {
  return { tenantId, column: 'employee.pay_sealed', rowId };
}
