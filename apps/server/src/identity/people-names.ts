import type { UserActor } from '../core/actor.ts';
import { readTenant } from '../core/database/index.ts';

/** What screens show of a person beside a record of theirs. */
export interface PersonName {
  name: string;
  color: string;
}

/**
 * Names and colours by id. Whoever may see a record may know whose it is, even where their rights do not reach that
 * person's own record; so this reads for the server, and is for the names of what was already found only.
 */
export async function namesOf(tenantId: string, ids: readonly string[]): Promise<Map<string, PersonName>> {
  const rows = await readTenant({ tenantId }).user.findMany({
    where: { tenantId, id: { in: [...new Set(ids)] } },
    select: { id: true, name: true, color: true },
  });
  return new Map(rows.map(({ id, ...person }) => [id, person]));
}

/** Names and colours by id for a screen whose records hold only ids; people whom the actor may not see are missing. */
export function visibleNames(actor: UserActor, ids: readonly string[]): Promise<(PersonName & { id: string })[]> {
  return readTenant(actor).user.findMany({
    where: { tenantId: actor.tenantId, id: { in: [...new Set(ids)] } },
    select: { id: true, name: true, color: true },
  });
}
