import type {
  privateNumbersChangeSchema,
  RevealedNumber,
  revealSchema,
  taxNumberSearchSchema,
} from '@muster/contract/identity/private-numbers';
import type { z } from 'zod';
import { type Actor, hasPermission, type UserActor } from '../../../core/actor.ts';
import { recordAudit } from '../../../core/audit.ts';
import { type TenantTransaction, withTenant } from '../../../core/database/index.ts';
import { forbidden, MusterError, notFound } from '../../../core/errors.ts';
import { log } from '../../../core/log.ts';
import { publish } from '../../../core/outbox.ts';
import { subjectOfEmployee, subjectOfUser } from '../subjects.ts';
import { openBankAccount, openTaxNumber, sealBankAccount, sealTaxNumber, taxNumberHashes } from './private-numbers.ts';
import { assertVersion, auditOf, manageableEmployee } from './profile-commands.ts';
import { type EmployeeRow, findEmployee } from './profile-queries.ts';

/** Enters tax number and bank account; the audit entry says which of them changed, never from what to what. */
export function changePrivateNumbers(
  actor: Actor,
  { userId, version: known, taxNumber, bankAccount }: z.output<typeof privateNumbersChangeSchema>,
): Promise<{ version: number }> {
  const { tenantId } = actor;
  const owner = { tenantId, userId };
  return withTenant({ tenantId }, async (transaction) => {
    const row = await manageableEmployee(transaction, actor, userId);
    if (!hasPermission(actor, 'identity:pay:manage', subjectOfEmployee(row, row.employee))) {
      throw forbidden(`change the tax number and bank account of ${row.name}`);
    }
    await assertVersion(transaction, row, known);
    const version = known + 1;
    const data = {
      ...(taxNumber !== undefined && sealTaxNumber(owner, taxNumber)),
      ...(bankAccount !== undefined && sealBankAccount(owner, bankAccount)),
      ...{ version, updatedById: actor.userId },
    };
    const where = { tenantId_userId: owner };
    await transaction.employee.upsert({ where, create: { ...owner, ...data }, update: data });
    const said = (value: unknown) => (value === null ? 'removed' : 'sealed');
    await recordAudit(transaction, actor, {
      ...auditOf('private_numbers_changed', userId, version),
      after: {
        ...(taxNumber !== undefined && { taxNumber: said(taxNumber) }),
        ...(bankAccount !== undefined && { bankAccount: said(bankAccount) }),
      },
    });
    const entity = 'identity.employee';
    await publish(transaction, actor, { type: `${entity}.changed`, entity, ids: [userId] });
    return { version };
  });
}

/** Answers with a number in full. That it was looked at is on record before anybody sees it. */
export function revealNumber(
  actor: UserActor,
  { userId, kind }: z.output<typeof revealSchema>,
): Promise<RevealedNumber> {
  const owner = { tenantId: actor.tenantId, userId };
  return withTenant({ tenantId: actor.tenantId }, async (transaction) => {
    const { employee } = await employeeWithPay(transaction, actor, userId);
    await recordAudit(transaction, actor, { ...auditOf('private_number_revealed', userId), after: { kind } });
    try {
      return kind === 'tax_number'
        ? { kind, taxNumber: openTaxNumber(owner, employee) }
        : { kind, bankAccount: openBankAccount(owner, employee) };
    } catch (error) {
      log.error({ error, ...owner, kind }, 'a sealed value cannot be opened');
      throw new MusterError('unavailable', 'This number cannot be opened: its key is missing, or it was changed.', {
        action: 'Enter it anew, or ask whoever runs Muster for the key that sealed it.',
      });
    }
  });
}

/** Whose a tax number is; null when nobody has it whose pay the actor may know. A hit is on record. */
export function findByTaxNumber(
  actor: UserActor,
  { taxNumber }: z.output<typeof taxNumberSearchSchema>,
): Promise<{ userId: string; name: string } | null> {
  const { tenantId } = actor;
  const hashes = taxNumberHashes(tenantId, taxNumber);
  return withTenant({ tenantId }, async (transaction) => {
    // More than one only by a mistake of whoever entered it.
    const found = await transaction.employee.findMany({
      where: { tenantId, taxNumberHash: { in: hashes }, user: { deletedAt: null } },
      select: { userId: true },
      orderBy: { userId: 'asc' },
      take: 10,
    });
    for (const { userId } of found) {
      const row = await findEmployee(transaction, tenantId, userId);
      if (!row || !mayKnowPay(actor, row)) continue;
      const after = { kind: 'tax_number' };
      await recordAudit(transaction, actor, { ...auditOf('found_by_tax_number', userId), after });
      return { userId, name: row.name };
    }
    return null;
  });
}

async function employeeWithPay(transaction: TenantTransaction, actor: UserActor, userId: string): Promise<EmployeeRow> {
  const row = await findEmployee(transaction, actor.tenantId, userId);
  if (!row || (row.id !== actor.userId && !hasPermission(actor, 'identity:user:read', subjectOfUser(row)))) {
    throw notFound('person');
  }
  if (!mayKnowPay(actor, row)) throw forbidden(`see the tax number and bank account of ${row.name}`);
  return row;
}

function mayKnowPay(actor: UserActor, row: EmployeeRow): boolean {
  const subject = subjectOfEmployee(row, row.employee);
  return hasPermission(actor, 'identity:employee:read', subject) && hasPermission(actor, 'identity:pay:read', subject);
}
