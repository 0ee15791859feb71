import * as Y from 'yjs';

/**
 * Turns `text` into `next` with one insertion and one deletion between their common start and end, so that another
 * person's simultaneous edit elsewhere survives, and inserted characters always do. `caret` (UTF-16 offset right
 * behind the edit in `next`) settles which of several equal characters was typed. Call inside a transaction.
 * @returns whether anything changed.
 */
export function replaceText(text: Y.Text, next: string, caret = 0): boolean {
  const current = text.toString();
  if (current === next) return false;
  const end = commonEnd(current, next, caret);
  const start = commonStart(current, next, end);
  const deleted = current.length - end - start;
  if (deleted > 0) text.delete(start, deleted);
  const inserted = next.slice(start, next.length - end);
  if (inserted) text.insert(start, inserted);
  return true;
}

function commonEnd(a: string, b: string, caret: number): number {
  const limit = Math.min(a.length, b.length, b.length - Math.min(caret, b.length));
  let length = 0;
  while (length < limit && a[a.length - 1 - length] === b[b.length - 1 - length]) length++;
  return splitsPair(b, b.length - length) || splitsPair(a, a.length - length) ? length - 1 : length;
}

function commonStart(a: string, b: string, end: number): number {
  const limit = Math.min(a.length, b.length) - end;
  let length = 0;
  while (length < limit && a[length] === b[length]) length++;
  return splitsPair(a, length) || splitsPair(b, length) ? length - 1 : length;
}

/** Cutting between the two halves of an emoji would leave replacement characters behind. */
function splitsPair(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}

/** The plain text of a rich-text fragment: one line per block, no formatting. Unknown nodes contribute their text. */
export function describeText(fragment: Y.XmlFragment): string {
  const lines: string[] = [''];
  for (const node of fragment.toArray()) appendNode(node, lines);
  return lines.join('\n').trim();
}

const LINE_BREAKS = new Set(['hardBreak', 'hard_break']);

function appendNode(node: unknown, lines: string[]): void {
  if (node instanceof Y.XmlText) {
    lines[lines.length - 1] += plainText(node);
  } else if (node instanceof Y.XmlElement && LINE_BREAKS.has(node.nodeName)) {
    lines.push('');
  } else if (node instanceof Y.XmlElement) {
    if (lines.at(-1) !== '') lines.push('');
    for (const child of node.toArray()) appendNode(child, lines);
  }
}

function plainText(text: Y.XmlText): string {
  return text
    .toDelta()
    .map((op: { insert?: unknown }) => (typeof op.insert === 'string' ? op.insert : ''))
    .join('');
}

/** One paragraph per line of `text`, to insert into a rich-text fragment. */
export function paragraphsOf(text: string): Y.XmlElement[] {
  return text.split('\n').map((line) => {
    const paragraph = new Y.XmlElement('paragraph');
    if (line) paragraph.insert(0, [new Y.XmlText(line)]);
    return paragraph;
  });
}
