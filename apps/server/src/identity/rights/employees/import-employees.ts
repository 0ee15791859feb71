import type { ImportResult, ImportRow, importSchema } from '@muster/contract/identity/employees';
import type { SecurityPolicy } from '@muster/contract/identity/session-policy';
import type { z } from 'zod';
import { hasPermission, type UserActor } from '../../../core/actor.ts';
import { recordAudit } from '../../../core/audit.ts';
import { type TenantTransaction, withTenant } from '../../../core/database/index.ts';
import { MusterError } from '../../../core/errors.ts';
import { newId } from '../../../core/identifiers.ts';
import { publish } from '../../../core/outbox.ts';
import { colorOf } from '../../colors.ts';
import { isDomainAllowed, policyOf } from '../../sign-in/security-policy.ts';
import { type Newcomer, welcome } from '../../sign-in/welcome.ts';
import { assertMayGiveRole } from '../guards.ts';
import { forgetRights } from '../rights-of.ts';
import { rolesWithRights } from '../role-rows.ts';
import { subjectOfNewcomer } from '../subjects.ts';
import { type Employee, type ImportRecord, importRecordSchema } from './import-columns.ts';
import { writeProfile } from './profile-commands.ts';
import { readCsv } from './read-csv.ts';

/** What lines refer to by name or address, looked up once. */
interface Known {
  locations: Map<string, string>;
  roles: Map<string, string>;
  users: Map<string, { id: string; employeeVersion: number }>;
}

type Import = z.output<typeof importSchema>;

/** A walk through a file. */
interface Walk {
  known: Known;
  policy: SecurityPolicy;
  /** Mails newcomers the way in; not where only issuers let them in. */
  greet: (transaction: TenantTransaction, newcomer: Newcomer) => Promise<void>;
  /** The lines of the addresses before. */
  seen: Map<string, number>;
  /** Whose account or profile was written. */
  written: string[];
}

/** Thrown to take a try back; carries what it would have done. */
class TakenBack extends Error {
  readonly result: ImportResult;

  constructor(result: ImportResult) {
    super('This was only a try.');
    this.result = result;
  }
}

/**
 * What an import would do, line by line. It does everything and takes it back, so that the preview and the import
 * cannot differ.
 */
export async function previewImport(actor: UserActor, tenantName: string, input: Import): Promise<ImportResult> {
  try {
    return await withTenant({ tenantId: actor.tenantId }, async (transaction) => {
      throw new TakenBack((await importAll(transaction, actor, tenantName, input)).result);
    });
  } catch (error) {
    if (error instanceof TakenBack) return error.result;
    throw error;
  }
}

/**
 * Imports employees: people with a new address get an account without a password, and if asked for a mail with the way
 * to choose one; the others' profiles are changed. Lines with problems are left out and named, the rest commits together.
 */
export async function importEmployees(actor: UserActor, tenantName: string, input: Import): Promise<ImportResult> {
  const { tenantId } = actor;
  const { result, written } = await withTenant({ tenantId }, (transaction) =>
    importAll(transaction, actor, tenantName, input),
  );
  // New accounts have roles, and where people work decides what they reach.
  forgetRights(tenantId, written);
  return result;
}

async function importAll(
  transaction: TenantTransaction,
  actor: UserActor,
  tenantName: string,
  { csv, welcome: isWelcome }: Import,
): Promise<{ result: ImportResult; written: string[] }> {
  const { records, unknownColumns } = readCsv(csv);
  const policy = await policyOf(actor.tenantId);
  const by = { tenantName, invitedBy: actor.name };
  const walk: Walk = {
    ...{ known: await lookUp(transaction, actor.tenantId), policy, seen: new Map(), written: [] },
    greet: async (within, newcomer) => {
      if (isWelcome && !policy.ssoOnly) await welcome(within, newcomer, by);
    },
  };
  const rows: ImportRow[] = [];
  for (const { line, record } of records) rows.push(await importLine(transaction, actor, walk, line, record));
  const count = (outcome: ImportRow['outcome']) => rows.filter((row) => row.outcome === outcome).length;
  const counts = { created: count('create'), updated: count('update'), failed: count('error') };
  return { result: { rows, ...counts, unknownColumns }, written: walk.written };
}

async function importLine(
  transaction: TenantTransaction,
  actor: UserActor,
  walk: Walk,
  line: number,
  record: ImportRecord,
): Promise<ImportRow> {
  const { seen, written } = walk;
  const { name = '', email = '' } = record;
  const told = { line, name, email };
  const parsed = importRecordSchema.safeParse({ ...record, name, email });
  if (!parsed.success) {
    return {
      ...told,
      outcome: 'error',
      problems: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
    };
  }
  const employee = parsed.data;
  const problems = problemsOf(walk, employee);
  seen.set(employee.email, line);
  if (problems.length > 0) return { ...told, outcome: 'error', problems };
  await transaction.$executeRaw`savepoint line`;
  try {
    const { outcome, userId } = await writeLine(transaction, actor, walk, employee);
    written.push(userId);
    return { ...told, outcome, problems: [] };
  } catch (error) {
    if (!(error instanceof MusterError)) throw error;
    await transaction.$executeRaw`rollback to savepoint line`;
    return { ...told, outcome: 'error', problems: [error.message] };
  }
}

function problemsOf({ known, policy, seen }: Walk, { email, location, role }: Employee): string[] {
  const isStranger = !known.users.has(email) && !isDomainAllowed(policy, email);
  const before = seen.get(email);
  return [
    ...(before ? [`email: line ${before} has the same address.`] : []),
    ...(isStranger ? ['email: your company does not let addresses of this domain in.'] : []),
    ...(location && !known.locations.has(location.toLowerCase())
      ? [`location: there is no location “${location}”.`]
      : []),
    ...(role && !known.roles.has(role.toLowerCase()) ? [`role: there is no role “${role}”.`] : []),
  ];
}

async function writeLine(
  transaction: TenantTransaction,
  actor: UserActor,
  walk: Walk,
  employee: Employee,
): Promise<{ outcome: 'create' | 'update'; userId: string }> {
  const { known } = walk;
  const existing = known.users.get(employee.email);
  const userId = existing?.id ?? (await createAccount(transaction, actor, walk, employee));
  const { number, hire_date: hireDate, title, department, location, skills, certifications } = employee;
  await writeProfile(transaction, actor, {
    userId,
    version: existing?.employeeVersion ?? 0,
    ...(number && { number }),
    ...(hireDate && { hireDate }),
    ...(title && { title }),
    ...(department && { department }),
    ...(location && { homeLocationId: known.locations.get(location.toLowerCase()) }),
    // An empty cell says nothing: it takes nothing away.
    ...(skills?.length && { skills }),
    ...(certifications?.length && { certifications }),
  });
  return { outcome: existing ? 'update' : 'create', userId };
}

/** An account that nobody can sign in to yet: there is no password until the person is invited. */
async function createAccount(
  transaction: TenantTransaction,
  actor: UserActor,
  { known, greet }: Walk,
  { name, email, location, role }: Employee,
): Promise<string> {
  const { tenantId } = actor;
  const id = newId();
  const locationId = (location && known.locations.get(location.toLowerCase())) || null;
  if (!hasPermission(actor, 'identity:user:manage', subjectOfNewcomer(tenantId, locationId))) {
    throw new MusterError('forbidden', 'You may not add people at this location.');
  }
  const roleIds = role ? [known.roles.get(role.toLowerCase()) ?? ''] : [];
  for (const given of (await rolesWithRights(transaction, tenantId, roleIds)).values()) assertMayGiveRole(actor, given);
  const fields = { name, email, color: colorOf(id), locationId };
  await transaction.user.create({ data: { tenantId, id, ...fields, createdById: actor.userId } });
  await transaction.userRole.createMany({ data: roleIds.map((roleId) => ({ tenantId, userId: id, roleId })) });
  await recordAudit(transaction, actor, {
    action: 'identity.user.created',
    entity: 'identity.user',
    entityId: id,
    version: 1,
    after: { ...fields, roleIds },
  });
  await publish(transaction, actor, { type: 'identity.user.created', entity: 'identity.user', ids: [id] });
  await greet(transaction, { tenantId, userId: id, name, email, locale: 'en' });
  return id;
}

async function lookUp(transaction: TenantTransaction, tenantId: string): Promise<Known> {
  const locations = await transaction.location.findMany({ where: { tenantId, deletedAt: null } });
  const roles = await transaction.role.findMany({ where: { tenantId } });
  const users = await transaction.user.findMany({
    where: { tenantId },
    select: { id: true, email: true, employee: { select: { version: true } } },
  });
  return {
    locations: new Map(locations.map(({ id, name }) => [name.toLowerCase(), id])),
    roles: new Map(roles.map(({ id, name }) => [name.toLowerCase(), id])),
    users: new Map(users.map(({ id, email, employee }) => [email, { id, employeeVersion: employee?.version ?? 0 }])),
  };
}
