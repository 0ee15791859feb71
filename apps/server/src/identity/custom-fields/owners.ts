import type { CustomFieldEntity } from '@muster/contract/identity/custom-fields/definition';
import type { Actor } from '../../core/actor.ts';
import { Prisma } from '../../core/database/index.ts';

/** A kind of record that has fields of the company's own. */
export interface CustomFieldOwner {
  entity: CustomFieldEntity;
  /** Its table, with `tenant_id`, `id` and `custom_fields`. Statements call it `e`. */
  table: string;
  /** How its lists are ordered unless somebody asks for another order; no row lacks a value. */
  order: DefaultOrder;
  /** The rows whose values the actor may know, where that is fewer than those of the list. */
  reach?: (actor: Actor) => Prisma.Sql;
}

/** A column, at most 100 characters of it, with the type that its text is read back as. */
export interface DefaultOrder {
  expression: Prisma.Sql;
  type: 'text' | 'timestamptz';
  descending: boolean;
}

const owners = new Map<CustomFieldEntity, CustomFieldOwner>();

/** Makes a kind of record known; what is not known here has no fields of the company's own. */
export function addOwner(owner: CustomFieldOwner): void {
  owners.set(owner.entity, owner);
}

/** The owner of a kind that the contract names. */
export function ownerOf(entity: CustomFieldEntity): CustomFieldOwner {
  const owner = owners.get(entity);
  if (!owner) throw new Error(`Nobody registered custom fields for ${entity}.`);
  return owner;
}

/** The owner's table, as a statement names it. */
export function tableOf({ table }: CustomFieldOwner): Prisma.Sql {
  return Prisma.raw(`"${table}"`);
}
