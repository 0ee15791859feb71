/** Fourteen hues that stay apart from each other and carry white text at 4.5:1 in both themes. */
const palette = [
  '#b4235a',
  '#c2410c',
  '#9a5b00',
  '#5f6f00',
  '#2f7a2f',
  '#0b7a5c',
  '#0b7285',
  '#1769aa',
  '#3b5bdb',
  '#6741d9',
  '#8f3fb8',
  '#a8327f',
  '#7a4b3a',
  '#4f6272',
];

/** The colour of a person: the same on every screen for avatar, cursor, selection and ghost. */
export function personColor(id: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  return palette[(hash >>> 0) % palette.length] ?? '#4f6272';
}

/** One or two capitals that stand for a name. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = words[0]?.[0] ?? '?';
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? '') : '';
  return (first + last).toLocaleUpperCase();
}
