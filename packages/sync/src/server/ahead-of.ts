/** Yjs clients whose doings a replica may have that the log lacks: more than come together between a backup and its restore. */
const MOST = 1_000;

/** The clocks that a client says to have and that are beyond what is known, by Yjs client. */
export function aheadOf(known: ReadonlyMap<number, number>, vector: ReadonlyMap<number, number>): Map<number, number> {
  const ahead = [...vector].filter(([client, clock]) => clock > (known.get(client) ?? 0));
  return new Map(ahead.slice(0, MOST));
}
