import * as Y from 'yjs';

const DEEPEST = 100;

function depthWithin(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return true;
  if (levels === 0) return false;
  const children: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  return children.every((child) => depthWithin(child, levels - 1));
}

/**
 * Whether plain values inside a struct are nested at most 100 levels. Yjs reads them recursively: what this process still
 * decodes could overflow the smaller stack of a browser and make the document unreadable there for ever.
 */
export function isShallow(content: Y.Item['content']): boolean {
  if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON) {
    return content.arr.every((value) => depthWithin(value, DEEPEST));
  }
  if (content instanceof Y.ContentEmbed) return depthWithin(content.embed, DEEPEST);
  if (content instanceof Y.ContentFormat) return depthWithin(content.value, DEEPEST);
  if (content instanceof Y.ContentDoc) return depthWithin(content.opts, DEEPEST);
  return true;
}
