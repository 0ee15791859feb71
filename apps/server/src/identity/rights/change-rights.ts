import type { Actor } from '../../core/actor.ts';
import { type TenantTransaction, withTenant } from '../../core/database/index.ts';
import { publish } from '../../core/outbox.ts';
import { assertAdministratorRemains, lockRights } from './guards.ts';
import { forgetRights } from './rights-of.ts';

/** What a command did: its answer, and whose rights it may have changed. */
export interface Changed<Result> {
  result: Result;
  affected: readonly string[];
}

/** A change of rights, to be run inside a transaction that sees the whole tenant. */
export type RightsCommand<Result> = (transaction: TenantTransaction) => Promise<Changed<Result>>;

/**
 * Makes a change of rights: one at a time per tenant, never the last administrator's undoing, and told to whom it
 * concerns, so that their open screens and sockets follow. The guards decide by the actor's rights; the transaction
 * itself works for the server, because whether an administrator remains is not to depend on whom the actor may see.
 */
export async function changeRights<Result>(actor: Actor, command: RightsCommand<Result>): Promise<Result> {
  const { result, affected } = await withTenant({ tenantId: actor.tenantId }, (transaction) =>
    runGuarded(transaction, actor, command),
  );
  forgetRights(actor.tenantId, affected);
  return result;
}

/** The same inside a transaction that somebody else ends. */
export async function runGuarded<Result>(
  transaction: TenantTransaction,
  actor: Actor,
  command: RightsCommand<Result>,
): Promise<Changed<Result>> {
  await lockRights(transaction, actor.tenantId);
  const changed = await command(transaction);
  await assertAdministratorRemains(transaction, actor.tenantId);
  if (changed.affected.length > 0) {
    await publish(transaction, actor, {
      type: 'identity.user.rights_changed',
      entity: 'identity.user',
      ids: [...changed.affected],
    });
  }
  return changed;
}
