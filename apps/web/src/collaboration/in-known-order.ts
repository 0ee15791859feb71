/**
 * The items in the order of the keys that are known, new ones after them; each once. A list that is looked at again
 * and again then changes its figures, and no row jumps from under the pointer.
 */
export function inKnownOrder<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  known: readonly string[],
): readonly Item[] {
  const byKey = new Map(items.map((item) => [keyOf(item), item]));
  const keys = new Set([...known.filter((key) => byKey.has(key)), ...byKey.keys()]);
  return [...keys].flatMap((key) => byKey.get(key) ?? []);
}
