import {
  type BankAccount,
  bankAccountSchema,
  endingOf,
  type MaskedNumbers,
} from '@muster/contract/identity/private-numbers';
import { keyedHash, possibleHashes } from '../../../core/sealing/keyed-hash.ts';
import { type SealedPlace, seal, unseal } from '../../../core/sealing/sealing.ts';

const taxColumn = 'employee.tax_number_sealed';
const bankColumn = 'employee.bank_account_sealed';

/** An employee's row, as far as it holds sealed numbers. */
export interface SealedNumbers {
  taxNumberSealed: Uint8Array | null;
  bankAccountSealed: Uint8Array | null;
}

interface Owner {
  tenantId: string;
  userId: string;
}

/** A tax number as it is kept: sealed for this one person, and hashed so that it is found. */
export function sealTaxNumber({ tenantId, userId }: Owner, taxNumber: string | null) {
  if (taxNumber === null) return { taxNumberSealed: null, taxNumberHash: null };
  return {
    taxNumberSealed: seal(taxNumber, { tenantId, column: taxColumn, rowId: userId }),
    taxNumberHash: keyedHash(taxNumber, { tenantId, column: taxColumn }),
  };
}

/** A bank account as it is kept. */
export function sealBankAccount({ tenantId, userId }: Owner, account: BankAccount | null) {
  const place: SealedPlace = { tenantId, column: bankColumn, rowId: userId };
  return { bankAccountSealed: account && seal(JSON.stringify(account), place) };
}

export function openTaxNumber({ tenantId, userId }: Owner, employee: SealedNumbers | null): string | null {
  if (!employee?.taxNumberSealed) return null;
  return unseal(employee.taxNumberSealed, { tenantId, column: taxColumn, rowId: userId });
}

export function openBankAccount({ tenantId, userId }: Owner, employee: SealedNumbers | null): BankAccount | null {
  if (!employee?.bankAccountSealed) return null;
  const text = unseal(employee.bankAccountSealed, { tenantId, column: bankColumn, rowId: userId });
  return bankAccountSchema.parse(JSON.parse(text));
}

/** What is shown of an account without being asked for. */
export function maskAccount(account: BankAccount | null): MaskedNumbers['bankAccount'] {
  if (!account) return null;
  return { kind: account.kind, ending: endingOf(account.kind === 'iban' ? account.iban : account.account) };
}

/** The hashes under which a tax number may be kept, also while keys are changed. */
export function taxNumberHashes(tenantId: string, taxNumber: string): Uint8Array<ArrayBuffer>[] {
  return possibleHashes(taxNumber, { tenantId, column: taxColumn });
}
