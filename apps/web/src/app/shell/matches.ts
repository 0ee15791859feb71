function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLocaleLowerCase();
}

/** True when every word of the query begins a word of the text, accents and case aside. */
export function matches(query: string, text: string): boolean {
  const words = plain(text).split(/[^\p{Letter}\p{Number}]+/u);
  const asked = plain(query).split(/\s+/).filter(Boolean);
  return asked.every((part) => words.some((word) => word.startsWith(part)));
}
