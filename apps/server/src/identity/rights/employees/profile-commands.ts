import type { payChangeSchema, profileChangeSchema } from '@muster/contract/identity/employees';
import type { z } from 'zod';
import { type Actor, hasPermission } from '../../../core/actor.ts';
import { recordAudit } from '../../../core/audit.ts';
import { type TenantTransaction, withTenant } from '../../../core/database/index.ts';
import { forbidden, MusterError, notFound } from '../../../core/errors.ts';
import { newId } from '../../../core/identifiers.ts';
import { publish } from '../../../core/outbox.ts';
import { versionConflict } from '../../../core/version-conflict.ts';
import { forgetRights, rightsOf } from '../rights-of.ts';
import { subjectOfEmployee, subjectOfUser } from '../subjects.ts';
import { sealPay } from './pay.ts';
import { changePersonFields } from './person-fields.ts';
import { type EmployeeRow, findEmployee, toDay } from './profile-queries.ts';

type ProfileChange = z.output<typeof profileChangeSchema>;

/** Changes a person's profile. Where they work decides what rights with the scope location reach, so that is told too. */
export async function changeProfile(actor: Actor, input: ProfileChange): Promise<{ version: number }> {
  const { tenantId } = actor;
  const version = await withTenant({ tenantId }, (transaction) => writeProfile(transaction, actor, input));
  forgetRights(tenantId, [input.userId]);
  return { version };
}

/** The same inside a transaction that sees the whole tenant; an import writes many in one. */
export async function writeProfile(
  transaction: TenantTransaction,
  actor: Actor,
  input: ProfileChange,
): Promise<number> {
  const row = await manageableEmployee(transaction, actor, input.userId);
  await assertVersion(transaction, row, input.version);
  await assertMayPlace(transaction, actor, row, input);
  await assertNumberIsFree(transaction, row, input.number);
  const version = input.version + 1;
  const fields = await changePersonFields(transaction, actor, row, input);
  await upsertEmployee(transaction, actor, row, input, version);
  await replaceLists(transaction, row, input);
  const renamed = await rename(transaction, actor, row, input);
  const moved = await place(transaction, actor, row, input);
  const after = await findEmployee(transaction, actor.tenantId, row.id);
  await recordAudit(transaction, actor, {
    ...auditOf('profile_changed', row.id, version),
    before: { ...fields.before, ...profileFields(row) },
    after: { ...fields.after, ...profileFields(after ?? row) },
  });
  await publish(transaction, actor, { type: 'identity.employee.changed', entity: 'identity.employee', ids: [row.id] });
  if (renamed) {
    await publish(transaction, actor, { type: 'identity.user.renamed', entity: 'identity.user', ids: [row.id] });
  }
  if (moved) {
    await publish(transaction, actor, { type: 'identity.user.rights_changed', entity: 'identity.user', ids: [row.id] });
  }
  return version;
}

/** Enters what a person earns; the audit entry says that it changed, never from what to what. */
export function changePay(actor: Actor, input: z.output<typeof payChangeSchema>): Promise<{ version: number }> {
  const { tenantId } = actor;
  return withTenant({ tenantId }, async (transaction) => {
    const { userId, version: known, ...pay } = input;
    const row = await manageableEmployee(transaction, actor, userId);
    if (!hasPermission(actor, 'identity:pay:manage', subjectOfEmployee(row, row.employee))) {
      throw forbidden(`change the pay of ${row.name}`);
    }
    await assertVersion(transaction, row, known);
    const version = known + 1;
    const data = { paySealed: sealPay(tenantId, userId, pay), version, updatedById: actor.userId };
    await transaction.employee.upsert({
      where: { tenantId_userId: { tenantId, userId } },
      create: { tenantId, userId, ...data },
      update: data,
    });
    const sealed = { pay: 'sealed' };
    await recordAudit(transaction, actor, {
      ...auditOf('pay_changed', userId, version),
      after: sealed,
    });
    await publish(transaction, actor, {
      type: 'identity.employee.changed',
      entity: 'identity.employee',
      ids: [userId],
    });
    return { version };
  });
}

/** A person whose profile the actor may change, held until the end: of two changes at once the second sees the first's version. */
export async function manageableEmployee(
  transaction: TenantTransaction,
  actor: Actor,
  userId: string,
): Promise<EmployeeRow> {
  await transaction.$executeRaw`
    select from "user" where tenant_id = ${actor.tenantId}::uuid and id = ${userId}::uuid for no key update`;
  const row = await findEmployee(transaction, actor.tenantId, userId);
  if (!row || !hasPermission(actor, 'identity:user:read', subjectOfUser(row))) throw notFound('person');
  const mayManage = hasPermission(actor, 'identity:employee:manage', subjectOfEmployee(row, row.employee));
  const { level } = await rightsOf(actor.tenantId, userId);
  if (!mayManage || level > actor.level) throw forbidden(`change the profile of ${row.name}`);
  return row;
}

/** Refuses a change that was made for an older profile. */
export async function assertVersion(transaction: TenantTransaction, row: EmployeeRow, known: number): Promise<void> {
  const current = row.employee?.version ?? 0;
  if (current !== known) throw await versionConflict(transaction, 'identity.employee', row.id, { known, current });
}

/** Placing somebody at a branch widens what they, and others at it, reach: only branches that the actor manages people at. */
async function assertMayPlace(transaction: TenantTransaction, actor: Actor, row: EmployeeRow, input: ProfileChange) {
  const wanted = [...(input.homeLocationId ? [input.homeLocationId] : []), ...(input.otherLocationIds ?? [])];
  const held = [row.locationId, ...row.alsoAt.map(({ locationId }) => locationId)];
  const added = [...new Set(wanted.filter((id) => !held.includes(id)))];
  if (added.length === 0) return;
  const where = { tenantId: actor.tenantId, id: { in: added }, deletedAt: null };
  if ((await transaction.location.count({ where })) < added.length) throw notFound('location');
  for (const id of added) {
    const there = { ...subjectOfEmployee(row, row.employee), ownerIds: [], locationIds: [id] };
    if (!hasPermission(actor, 'identity:employee:manage', there)) throw forbidden('place people at that location');
  }
}

async function assertNumberIsFree(transaction: TenantTransaction, row: EmployeeRow, number: string | null | undefined) {
  if (!number) return;
  const other = await transaction.employee.findFirst({
    where: { tenantId: row.tenantId, number, userId: { not: row.id } },
    include: { user: { select: { name: true } } },
  });
  if (!other) return;
  throw new MusterError('invalid_input', `The employee number ${number} is ${other.user.name}'s.`, {
    action: 'Choose another number.',
  });
}

async function upsertEmployee(
  transaction: TenantTransaction,
  actor: Actor,
  { tenantId, id: userId }: EmployeeRow,
  { number, hireDate, title, department, availability }: ProfileChange,
  version: number,
): Promise<void> {
  const fields = {
    ...(number !== undefined && { number: number || null }),
    ...(hireDate !== undefined && { hireDate: hireDate && new Date(hireDate) }),
    ...(title !== undefined && { title: title || null }),
    ...(department !== undefined && { department: department || null }),
    ...(availability && { availability }),
    ...{ version, updatedById: actor.userId },
  };
  await transaction.employee.upsert({
    where: { tenantId_userId: { tenantId, userId } },
    create: { tenantId, userId, ...fields },
    update: fields,
  });
}

async function replaceLists(
  transaction: TenantTransaction,
  { tenantId, id: userId }: EmployeeRow,
  { skills, certifications }: ProfileChange,
): Promise<void> {
  if (skills) {
    await transaction.employeeSkill.deleteMany({ where: { tenantId, userId } });
    await transaction.employeeSkill.createMany({ data: skills.map((skill) => ({ tenantId, userId, ...skill })) });
  }
  if (certifications) {
    await transaction.employeeCertification.deleteMany({ where: { tenantId, userId } });
    await transaction.employeeCertification.createMany({
      data: certifications.map(({ name, issuedOn, expiresOn }) => ({
        ...{ tenantId, id: newId(), userId, name },
        issuedOn: issuedOn && new Date(issuedOn),
        expiresOn: expiresOn && new Date(expiresOn),
      })),
    });
  }
}

/** Gives the person another name; says whether it is another. Entries of the audit log keep the name of their time. */
async function rename(
  transaction: TenantTransaction,
  actor: Actor,
  { tenantId, id, name: before }: EmployeeRow,
  { name = before }: ProfileChange,
): Promise<boolean> {
  if (name === before) return false;
  await transaction.user.update({
    where: { tenantId_id: { tenantId, id } },
    data: { name, version: { increment: 1 }, updatedById: actor.userId },
  });
  return true;
}

/** Moves the person to the branches named; says whether anything moved. */
async function place(
  transaction: TenantTransaction,
  actor: Actor,
  { tenantId, id: userId, locationId, alsoAt }: EmployeeRow,
  { homeLocationId = locationId, otherLocationIds }: ProfileChange,
): Promise<boolean> {
  const before = alsoAt.map((also) => also.locationId);
  const others = [...new Set(otherLocationIds ?? before)].filter((id) => id !== homeLocationId);
  const same = homeLocationId === locationId && [...others].sort().join() === [...before].sort().join();
  if (same) return false;
  await transaction.user.update({
    where: { tenantId_id: { tenantId, id: userId } },
    data: { locationId: homeLocationId, version: { increment: 1 }, updatedById: actor.userId },
  });
  await transaction.userLocation.deleteMany({ where: { tenantId, userId } });
  await transaction.userLocation.createMany({ data: others.map((id) => ({ tenantId, userId, locationId: id })) });
  return true;
}

function profileFields({ name, employee, locationId, alsoAt }: EmployeeRow): Record<string, unknown> {
  return {
    name,
    number: employee?.number ?? null,
    hireDate: toDay(employee?.hireDate),
    title: employee?.title ?? null,
    department: employee?.department ?? null,
    homeLocationId: locationId,
    otherLocationIds: alsoAt.map((also) => also.locationId).sort(),
    skills: (employee?.skills ?? []).map(({ name, level }) => `${name} ${level}`).sort(),
    certifications: (employee?.certifications ?? [])
      .map(({ name, expiresOn }) => `${name} ${toDay(expiresOn) ?? ''}`.trim())
      .sort(),
    availability: employee?.availability ?? [],
  };
}

/** The heading of an audit entry about an employee; without a version where nothing was changed. */
export function auditOf(verb: string, entityId: string, version?: number) {
  const heading = { action: `identity.employee.${verb}`, entity: 'identity.employee', entityId };
  return version === undefined ? heading : { ...heading, version };
}
