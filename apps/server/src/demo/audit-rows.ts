import type { Row } from './bulk-insert.ts';
import type { Company } from './companies.ts';
import { isoInstant, workingMoment } from './instants.ts';
import type { Person } from './people.ts';

/** A change as the audit log tells it. */
export interface Change {
  at: number;
  /** Null when nobody did it by hand. */
  actor: Pick<Person, 'id' | 'name'> | null;
  action: string;
  entity: string;
  entityId: string;
  version?: number;
  before?: Row;
  after?: Row;
}

/** An entry of the audit log. Its id comes from what it tells of, so that entries keep theirs when others are added. */
export function auditRow(company: Pick<Company, 'id' | 'random'>, change: Change): Row {
  const { at, actor, action, entity, entityId, version = null, before = null, after = null } = change;
  const id = company.random.stream(`audit/${action}/${entityId}/${at}/${JSON.stringify(after)}`).id(at);
  const author = { actor_id: actor?.id ?? null, actor_name: actor?.name ?? 'Muster' };
  return {
    ...{ tenant_id: company.id, id, at: isoInstant(at), ...author, action },
    ...{ entity, entity_id: entityId, version, before, after },
  };
}

/** Who signed in when: one entry each, over the company's days. */
export function signInRows(company: Company): Row[] {
  const random = company.random.stream('sign-ins');
  return Array.from({ length: company.signIns }, () => {
    const actor = random.pick(company.people);
    const at = workingMoment(random, company.from, company.today);
    return {
      ...{ tenant_id: company.id, id: random.id(at), at: isoInstant(at), actor_id: actor.id, actor_name: actor.name },
      ...{ action: 'identity.user.signed_in', entity: 'identity.user', entity_id: actor.id },
    };
  });
}
