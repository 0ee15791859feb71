import type { Page, PageInput } from '@muster/contract/core/pagination';
import type { CustomFieldQuery } from '@muster/contract/identity/custom-fields/filter';
import type { ShownCustomFields } from '@muster/contract/identity/custom-fields/shown';
import type { Actor, UserActor } from '../../core/actor.ts';
import type { Prisma, TenantTransaction } from '../../core/database/index.ts';
import { type ChangedValues, changeValues, type ValueChange } from './change-values.ts';
import { findPage } from './find-page.ts';
import { forgetRow } from './index-rows.ts';
import { addOwner, type CustomFieldOwner } from './owners.ts';
import { showValues } from './show-values.ts';

/** What a kind of record can do with its custom fields. */
export interface CustomFields {
  /** Checks a change and indexes it, inside the record's own command. Throws `invalid_input` by field. */
  change: (transaction: TenantTransaction, actor: Actor, change: ValueChange) => Promise<ChangedValues>;
  /** Takes a record out of the index, inside the command that removes the record for good. */
  forget: (transaction: TenantTransaction, actor: Pick<Actor, 'tenantId'>, id: string) => Promise<void>;
  /** A page by filters and order of fields; `find` reads those of the ids that the list lets through. */
  page: <Row extends { id: string }>(
    actor: UserActor,
    query: PageInput & CustomFieldQuery,
    find: (ids: string[]) => Promise<Row[]>,
  ) => Promise<Page<Row>>;
  /** The rows' values for a reader, in the order of the rows. */
  show: <Row extends { customFields: Prisma.JsonValue }>(
    actor: Actor,
    rows: readonly Row[],
    mayKnow?: (row: Row) => boolean,
  ) => Promise<ShownCustomFields[]>;
}

/**
 * Opts a kind of record in to custom fields: its table has a column `custom_fields`, its update command calls `change`
 * and its list `page` and `show`. Everything else follows: definitions, filters, index, admin page.
 */
export function registerCustomFields(owner: CustomFieldOwner): CustomFields {
  addOwner(owner);
  return {
    change: (transaction, actor, change) => changeValues(owner, transaction, actor, change),
    forget: (transaction, { tenantId }, id) => forgetRow(owner.entity, transaction, tenantId, id),
    page: (actor, query, find) => findPage(owner, actor, query, find),
    show: (actor, rows, mayKnow) => showValues(owner, actor, rows, mayKnow),
  };
}
