import * as Y from 'yjs';

/** The update of a document in which `change` was made. */
export function updateOf(change: (doc: Y.Doc) => void, clientId?: number): Uint8Array {
  const doc = new Y.Doc();
  if (clientId !== undefined) doc.clientID = clientId;
  change(doc);
  return Y.encodeStateAsUpdate(doc);
}

/** A card on a board, with every kind of content that boards use. */
export function addCard(doc: Y.Doc, id: string, title = 'A card'): void {
  doc.transact(() => {
    const card = new Y.Map<unknown>();
    doc.getMap('cards').set(id, card);
    const text = new Y.XmlText();
    text.insert(0, title, { bold: true });
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [text]);
    const description = new Y.XmlFragment();
    description.insert(0, [paragraph]);
    card.set('title', new Y.Text(title));
    card.set('description', description);
    card.set('place', { columnId: 'c1', position: 'a0' });
    card.set('labels', new Y.Map([['l1', true]]));
    card.set('dueAt', null);
  });
}
