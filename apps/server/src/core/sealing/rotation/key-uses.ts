import type { KeyUse } from '@muster/contract/identity/key-rotation';
import type pg from 'pg';
import { withRole } from '../../database/index.ts';
import { type KeyRing, keyRing } from '../key-ring.ts';
import { type SealedColumn, sealedColumns } from '../sealed-columns.ts';

/** How many values each key seals in a company: those of the ring, then those that are missing from it. */
export async function keyUses(tenantId: string, ring: KeyRing = keyRing()): Promise<KeyUse[]> {
  const values = await withRole('muster_rotation', async (client) => {
    await workFor(client, tenantId);
    return countByKey(client, tenantId);
  });
  const missing = [...values.keys()].filter((id) => !ring.byId.has(id)).sort();
  return [...ring.byId.keys(), ...missing].map((id) => ({
    id,
    current: id === ring.current.id,
    available: ring.byId.has(id),
    values: values.get(id) ?? 0,
  }));
}

/** Binds the transaction to one company: row-level security shows no other's values. */
export async function workFor(client: pg.ClientBase, tenantId: string): Promise<void> {
  await client.query("select set_config('app.tenant_id', $1, true)", [tenantId]);
}

async function countByKey(client: pg.ClientBase, tenantId: string): Promise<Map<string, number>> {
  // Of a sealed value the second byte is the length of the key's id, which follows (sealing.ts).
  const { rows } = await client.query<{ keyId: string; count: number }>(
    `select encode(substring(value from 3 for get_byte(value, 1)), 'escape') as "keyId", count(*)::int as count
     from (${Object.values(sealedColumns).map(valuesOf).join(' union all ')}) sealed group by 1`,
    [tenantId],
  );
  return new Map(rows.map(({ keyId, count }) => [keyId, count]));
}

function valuesOf({ table, column }: SealedColumn): string {
  return `select ${column} as value from ${table} where tenant_id = $1 and length(${column}) > 1`;
}
