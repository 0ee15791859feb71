import type {
  CustomField,
  CustomFieldChange,
  CustomFieldPreview,
} from '@muster/contract/identity/custom-fields/definition';
import type { CustomFieldOption } from '@muster/contract/identity/custom-fields/settings';
import { Prisma, type TenantTransaction } from '../../core/database/index.ts';
import { ownerOf, tableOf } from './owners.ts';
import { optionsOf } from './value-text.ts';

/** How many records have a value, or lack one, that the field accepted before and would not accept afterwards. */
export async function countBreaches(
  transaction: TenantTransaction,
  tenantId: string,
  before: CustomField,
  after: CustomField,
): Promise<number> {
  const conditions = breaching(before, after);
  if (conditions.length === 0) return 0;
  const [row] = await transaction.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from ${tableOf(ownerOf(before.entity))} e
    where e.tenant_id = ${tenantId}::uuid and e.deleted_at is null and (${Prisma.join(conditions, ' or ')})`;
  return row?.count ?? 0;
}

/** Conditions on the row `e` for each way in which the change is narrower; none when it only widens. */
function breaching(before: CustomField, after: CustomField): Prisma.Sql[] {
  const value = Prisma.sql`(e.custom_fields ->> ${before.id})`;
  const conditions: Prisma.Sql[] = [];
  if (after.required && !before.required) conditions.push(Prisma.sql`not jsonb_exists(e.custom_fields, ${before.id})`);
  if (before.type === 'text' && after.type === 'text') {
    const [known, most] = [before.settings.maxLength, after.settings.maxLength];
    if (most !== null && (known === null || most < known)) conditions.push(Prisma.sql`length(${value}) > ${most}`);
  }
  if (before.type === 'number' && after.type === 'number') {
    conditions.push(...outside(Prisma.sql`${value}::float8`, before.settings, after.settings));
    const { decimals } = after.settings;
    if (decimals < before.settings.decimals) {
      conditions.push(Prisma.sql`round(${value}::numeric, ${decimals}::int) <> ${value}::numeric`);
    }
  }
  if (before.type === 'money' && after.type === 'money') {
    const amount = Prisma.sql`(e.custom_fields -> ${before.id} ->> 'amount')::float8`;
    conditions.push(...outside(amount, before.settings, after.settings));
  }
  return conditions;
}

interface Limits {
  min: number | null;
  max: number | null;
}

function outside(value: Prisma.Sql, before: Limits, after: Limits): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = [];
  const { min, max } = after;
  if (min !== null && (before.min === null || min > before.min)) conditions.push(Prisma.sql`${value} < ${min}::float8`);
  if (max !== null && (before.max === null || max < before.max)) conditions.push(Prisma.sql`${value} > ${max}::float8`);
  return conditions;
}

/** Options that would go, by id, with how many records have each; those that nobody has are counted too. */
export async function countRemovedOptions(
  transaction: TenantTransaction,
  tenantId: string,
  before: CustomField,
  { rules }: Pick<CustomFieldChange, 'rules'>,
): Promise<CustomFieldPreview['removedOptions']> {
  if (rules?.type !== 'choice' && rules?.type !== 'multi_choice') return {};
  const kept = new Set(rules.settings.options.map(({ id }) => id));
  const removed = optionsOf(before).filter(({ id }) => !kept.has(id));
  const counts: Record<string, number> = {};
  for (const { id } of removed) counts[id] = await countHolders(transaction, tenantId, before, id);
  return counts;
}

async function countHolders(transaction: TenantTransaction, tenantId: string, field: CustomField, optionId: string) {
  const value = Prisma.sql`e.custom_fields -> ${field.id}`;
  // A string holds itself, and a list its elements: `?` asks both.
  const [row] = await transaction.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from ${tableOf(ownerOf(field.entity))} e
    where e.tenant_id = ${tenantId}::uuid and jsonb_exists(${value}, ${optionId})`;
  return row?.count ?? 0;
}

/** Options that records still have do not go with the change: they are archived at the end of the list instead. */
export async function keepUsedOptions(
  transaction: TenantTransaction,
  tenantId: string,
  before: CustomField,
  after: CustomField,
): Promise<CustomField> {
  if (after.type !== 'choice' && after.type !== 'multi_choice') return after;
  const counts = await countRemovedOptions(transaction, tenantId, before, { rules: after });
  const used = optionsOf(before).filter(({ id }) => (counts[id] ?? 0) > 0);
  const archived: CustomFieldOption[] = used.map((option) => ({ ...option, archived: true }));
  return { ...after, settings: { options: [...after.settings.options, ...archived] } };
}
