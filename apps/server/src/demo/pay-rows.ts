import type { Pay } from '@muster/contract/identity/employees';
import type { BankAccount } from '@muster/contract/identity/private-numbers';
import type { KeyRing } from '../core/sealing/key-ring.ts';
import { keyedHash } from '../core/sealing/keyed-hash.ts';
import { type SealedPlace, seal } from '../core/sealing/sealing.ts';
import { byteaOf, type Row } from './bulk-insert.ts';
import type { Company } from './companies.ts';
import type { Person } from './people.ts';
import type { Random } from './Random.ts';

/** Least and most an hour, in dollars, by role. */
const rates: Readonly<Record<string, readonly [number, number]>> = {
  super_admin: [95, 140],
  c_suite: [80, 120],
  manager: [42, 58],
  dispatcher: [27, 36],
  sales: [24, 34],
  support: [22, 29],
  finance: [32, 46],
  auditor: [35, 48],
  technician: [30, 44],
  driver: [26, 34],
  mover: [20, 27],
};

/** What is sealed of an employee's row. Without keys it stays empty: nobody could open it. */
export function sealedColumnsOf({ id: tenantId, random }: Company, person: Person, ring: KeyRing | null): Row {
  if (!ring || !rates[person.roleKey]) {
    return { pay_sealed: null, tax_number_sealed: null, tax_number_hash: null, bank_account_sealed: null };
  }
  const own = random.stream(`pay/${person.name}`);
  const taxNumber = taxNumberOf(own);
  const sealed = (text: string, column: SealedPlace['column']) =>
    byteaOf(seal(text, { tenantId, column, rowId: person.id }, ring));
  return {
    pay_sealed: sealed(JSON.stringify(payOf(person, own)), 'employee.pay_sealed'),
    tax_number_sealed: sealed(taxNumber, 'employee.tax_number_sealed'),
    tax_number_hash: byteaOf(keyedHash(taxNumber, { tenantId, column: 'employee.tax_number_sealed' }, ring)),
    bank_account_sealed: sealed(JSON.stringify(accountOf(own)), 'employee.bank_account_sealed'),
  };
}

function payOf({ roleKey }: Person, random: Random): Pay {
  const [least, most] = rates[roleKey] ?? [20, 30];
  const hourlyRate = random.integer(least * 4, most * 4) * 25;
  return { currency: 'CAD', hourlyRate, bonus: bonusOf(roleKey, random) };
}

function bonusOf(roleKey: string, random: Random): Pay['bonus'] {
  if (roleKey === 'sales') return { kind: 'revenue_share', basisPoints: random.integer(6, 12) * 25, basis: 'own' };
  if (roleKey === 'manager')
    return { kind: 'revenue_share', basisPoints: random.integer(2, 6) * 10, basis: 'location' };
  if (roleKey === 'driver' || roleKey === 'mover') return { kind: 'per_job', amount: random.integer(2, 6) * 250 };
  return { kind: 'none' };
}

/** A social insurance number as nobody has it: they never begin with 0. Its check digit is right (Luhn). */
function taxNumberOf(random: Random): string {
  const digits = [0, ...Array.from({ length: 7 }, () => random.integer(0, 9))];
  const sum = digits.reduce((total, digit, index) => total + (index % 2 === 0 ? digit : crossSum(digit * 2)), 0);
  return [...digits, (10 - (sum % 10)) % 10].join('');
}

function crossSum(number: number): number {
  return number > 9 ? number - 9 : number;
}

function accountOf(random: Random): BankAccount {
  const number = (length: number) => Array.from({ length }, () => random.integer(0, 9)).join('');
  const institution = ['001', '002', '003', '004', '010'][random.integer(0, 4)] ?? '001';
  return { kind: 'canadian', institution, transit: number(5), account: number(7) };
}
