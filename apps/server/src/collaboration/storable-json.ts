/**
 * JSON that PostgreSQL accepts as jsonb: characters that its text cannot hold (NUL, halves of surrogate pairs), which
 * any client may write into a document, become the replacement character.
 */
export function storableJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(/\\u(0000|d[89a-f][0-9a-f]{2})/g, '\\ufffd');
}

/** The same for plain text. */
export function storableText(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD');
}
