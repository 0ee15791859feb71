/** Hues that stay apart from each other and readable under white initials in both themes. */
const palette = [
  '#c2410c',
  '#b45309',
  '#4d7c0f',
  '#15803d',
  '#0f766e',
  '#0e7490',
  '#0369a1',
  '#1d4ed8',
  '#4338ca',
  '#6d28d9',
  '#a21caf',
  '#be185d',
  '#be123c',
  '#475569',
] as const;

/** A person's colour: the same for avatar, cursor and ghost everywhere, from the end of their id, which is random. */
export function colorOf(userId: string): string {
  const index = Number.parseInt(userId.slice(-6), 16) % palette.length;
  return palette[index] ?? palette[0];
}
