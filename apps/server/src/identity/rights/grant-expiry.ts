import { withRole } from '../../core/database/index.ts';
import { newId } from '../../core/identifiers.ts';

/**
 * Tells open screens and sockets when a grant has run out. Decisions need no telling, they look at the clock; but what
 * was opened under the grant has to be asked for again. The worker looks every second.
 */
export function tellExpiredGrants(): Promise<void> {
  return withRole('muster_relay', async (client) => {
    const { rows } = await client.query<{ tenant_id: string; user_ids: string[] }>(
      `with expired as (
         update user_grant set expiry_told_at = now()
         where (tenant_id, id) in (
           select tenant_id, id from user_grant
           where expires_at <= now() and expiry_told_at is null and revoked_at is null
           limit 1000 for update skip locked)
         returning tenant_id, user_id)
       select tenant_id, array_agg(distinct user_id::text) as user_ids from expired group by tenant_id`,
    );
    for (const { tenant_id: tenantId, user_ids: ids } of rows) {
      const payload = JSON.stringify({ entity: 'identity.user', ids });
      await client.query(
        `insert into outbox_event (tenant_id, id, type, payload) values ($1, $2, 'identity.user.rights_changed', $3)`,
        [tenantId, newId(), payload],
      );
    }
    if (rows.length > 0) await client.query("select pg_notify('muster_outbox', '')");
  });
}
