import { replaceText } from '@muster/contract/work/board-text';
import * as Y from 'yjs';

type Parent = Y.XmlFragment | Y.XmlElement;
type Node = Y.XmlElement | Y.XmlText | Y.XmlHook;

/**
 * Makes rich text equal to that of another document. Blocks that both begin or end with stay as they are; between
 * them, a block that only differs inside is changed inside, so that an edit elsewhere in it survives.
 */
export function makeFragmentEqual(now: Parent, then: Parent): void {
  const [current, wanted] = [now.toArray(), then.toArray()];
  const start = commonLength(current, wanted);
  const rest = Math.min(current.length, wanted.length) - start;
  const end = commonLength(current.toReversed().slice(0, rest), wanted.toReversed().slice(0, rest));
  const [from, to] = [current.slice(start, current.length - end), wanted.slice(start, wanted.length - end)];
  const paired = from.findIndex((node, index) => !changeInside(node, to[index]));
  const kept = paired < 0 ? from.length : paired;
  if (from.length > kept) now.delete(start + kept, from.length - kept);
  if (to.length > kept) now.insert(start + kept, to.slice(kept).map(copyOf));
}

function commonLength(a: readonly Node[], b: readonly Node[]): number {
  const length = a.findIndex((node, index) => !isEqual(node, b[index]));
  return length < 0 ? a.length : length;
}

function isEqual(a: Node, b: Node | undefined): boolean {
  return b !== undefined && a.constructor === b.constructor && a.toString() === b.toString();
}

/** Changes what is in a node, if that is all it takes. @returns false when the node must be replaced. */
function changeInside(now: Node, then: Node | undefined): boolean {
  if (now instanceof Y.XmlElement && then instanceof Y.XmlElement) {
    if (now.nodeName !== then.nodeName || attributesOf(now) !== attributesOf(then)) return false;
    makeFragmentEqual(now, then);
    return true;
  }
  if (!(now instanceof Y.XmlText && then instanceof Y.XmlText) || !isPlain(now) || !isPlain(then)) return false;
  replaceText(now, plainText(then));
  return true;
}

function attributesOf(element: Y.XmlElement): string {
  const attributes = Object.entries(element.getAttributes());
  return JSON.stringify(attributes.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isPlain(text: Y.XmlText): boolean {
  return text
    .toDelta()
    .every((run: { insert?: unknown; attributes?: object }) => typeof run.insert === 'string' && !run.attributes);
}

function plainText(text: Y.XmlText): string {
  return text
    .toDelta()
    .map((run: { insert?: unknown }) => run.insert)
    .join('');
}

function copyOf(node: Node): Y.XmlElement | Y.XmlText {
  return node.clone() as Y.XmlElement | Y.XmlText;
}
