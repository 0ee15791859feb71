import type { EmployeeProfile, SealedPart } from '@muster/contract/identity/employees';
import { endingOf } from '@muster/contract/identity/private-numbers';
import { log } from '../../../core/log.ts';
import { openPay } from './pay.ts';
import { maskAccount, openBankAccount, openTaxNumber, type SealedNumbers } from './private-numbers.ts';

interface Row {
  tenantId: string;
  id: string;
  employee: (SealedNumbers & { paySealed: Uint8Array | null }) | null;
}

type Sealed = Required<Pick<EmployeeProfile, 'pay' | 'privateNumbers'>> & Pick<EmployeeProfile, 'unreadable'>;

/**
 * What is sealed of an employee, for whoever may know pay. A value that does not open is named rather than thrown: the
 * rest of the profile is as good as before, and the value can be entered anew.
 */
export function openSealed({ tenantId, id: userId, employee }: Row): Sealed {
  const unreadable: SealedPart[] = [];
  const open = <Value>(part: SealedPart, read: () => Value): Value | null => {
    try {
      return read();
    } catch (error) {
      log.error({ error, tenantId, userId, part }, 'a sealed value cannot be opened');
      unreadable.push(part);
      return null;
    }
  };
  const owner = { tenantId, userId };
  const pay = open('pay', () => openPay(tenantId, userId, employee));
  const taxNumber = open('tax_number', () => openTaxNumber(owner, employee));
  const bankAccount = maskAccount(open('bank_account', () => openBankAccount(owner, employee)));
  const privateNumbers = { taxNumber: taxNumber && endingOf(taxNumber), bankAccount };
  return { pay, privateNumbers, ...(unreadable.length > 0 && { unreadable }) };
}
