import * as Y from 'yjs';

/** A block of a description: a paragraph, a heading or a list. `**word**` in a text makes it bold. */
export type Block = string | { heading: string } | { list: readonly string[] };

/** Appends blocks to a card's description, as the nodes and marks that the web app's editor writes. */
export function appendBlocks(description: Y.XmlFragment, blocks: readonly Block[]): void {
  description.push(blocks.map(elementOf));
}

function elementOf(block: Block): Y.XmlElement {
  if (typeof block === 'string') return textElement('paragraph', block);
  if ('list' in block) return listElement(block.list);
  // The editor's attributes are typed; Yjs's own signature knows strings only unless told.
  const heading = new Y.XmlElement<{ level: number }>('heading');
  heading.setAttribute('level', 3);
  heading.insert(0, [formattedText(block.heading)]);
  return heading as Y.XmlElement;
}

function listElement(items: readonly string[]): Y.XmlElement {
  const list = new Y.XmlElement('bulletList');
  const elements = items.map((text) => {
    const item = new Y.XmlElement('listItem');
    item.insert(0, [textElement('paragraph', text)]);
    return item;
  });
  list.insert(0, elements);
  return list;
}

function textElement(name: string, text: string): Y.XmlElement {
  const element = new Y.XmlElement(name);
  element.insert(0, [formattedText(text)]);
  return element;
}

function formattedText(text: string): Y.XmlText {
  const formatted = new Y.XmlText();
  const parts = text.split('**').map((insert, index) => ({ insert, attributes: index % 2 === 1 ? { bold: {} } : {} }));
  formatted.applyDelta(parts.filter((part) => part.insert !== ''));
  return formatted;
}
