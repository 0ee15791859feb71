import type { EffectiveRights } from '@muster/contract/identity/rights/effective-rights';
import type { PublishedEvent } from '../../core/outbox.ts';

type Resolve = (tenantId: string, userId: string) => Promise<EffectiveRights | null>;

/** However events may fail to arrive, nothing older than this is believed. Milliseconds. */
const oldest = 60_000;
const mostKept = 10_000;

interface Kept {
  rights: Promise<EffectiveRights | null>;
  at: number;
}

/**
 * Effective rights by person, resolved once and forgotten when an identity event says that they changed. Grants that
 * run out need no event: every decision looks at the clock.
 */
export class RightsCache {
  readonly #resolve: Resolve;
  readonly #now: () => number;
  readonly #kept = new Map<string, Kept>();

  constructor(resolve: Resolve, now: () => number = Date.now) {
    this.#resolve = resolve;
    this.#now = now;
  }

  /** The person's rights; null when there is no such person. Calls at the same time share one query. */
  get(tenantId: string, userId: string): Promise<EffectiveRights | null> {
    const key = `${tenantId} ${userId}`;
    const known = this.#kept.get(key);
    if (known && this.#now() - known.at < oldest) return known.rights;
    const rights = this.#resolve(tenantId, userId);
    const entry = { rights, at: this.#now() };
    this.#kept.delete(key);
    this.#kept.set(key, entry);
    // A failure is not kept. Forgetting while the query runs drops this entry, so that the next call asks again.
    rights.catch(() => this.#kept.get(key) === entry && this.#kept.delete(key));
    if (this.#kept.size > mostKept) this.#forgetOldest();
    return rights;
  }

  /** Forgets what these people may do. */
  forget(tenantId: string, userIds: readonly string[]): void {
    for (const userId of userIds) this.#kept.delete(`${tenantId} ${userId}`);
  }

  /** Follows what was published, in whichever process it was changed. */
  hear(event: Pick<PublishedEvent, 'type' | 'tenantId' | 'ids'>): void {
    if (event.type.startsWith('identity.user.')) this.forget(event.tenantId, event.ids);
  }

  #forgetOldest(): void {
    const [key] = this.#kept.keys();
    if (key !== undefined) this.#kept.delete(key);
  }
}
