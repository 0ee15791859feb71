import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { describeText, paragraphsOf, replaceText } from './board-text.ts';

function textOf(content: string): Y.Text {
  const text = new Y.Doc().getText('t');
  text.insert(0, content);
  return text;
}

function deltaOf(content: string, next: string, caret?: number): unknown {
  const text = textOf(content);
  let delta: unknown = null;
  text.observe((event) => {
    delta = event.delta;
  });
  text.doc?.transact(() => replaceText(text, next, caret));
  expect(text.toString()).toBe(next);
  return delta;
}

describe('replaceText', () => {
  test('touches only what differs', () => {
    expect(deltaOf('Move piano', 'Move grand piano')).toEqual([{ retain: 4 }, { insert: ' grand' }]);
    expect(deltaOf('Move piano', 'Move')).toEqual([{ retain: 4 }, { delete: 6 }]);
    expect(deltaOf('same', 'same')).toBeNull();
  });

  test('uses the caret to tell equal characters apart', () => {
    expect(deltaOf('aaa', 'aaaa', 4)).toEqual([{ retain: 3 }, { insert: 'a' }]);
    expect(deltaOf('aaa', 'aaaa', 1)).toEqual([{ insert: 'a' }]);
  });

  test('never cuts an emoji in two', () => {
    expect(deltaOf('box 😀', 'box 😁')).toEqual([{ retain: 4 }, { delete: 2 }, { insert: '😁' }]);
    expect(deltaOf('😀😀', '😀')).toEqual([{ delete: 2 }]);
    expect(deltaOf('📦😀', '🛋😀')).toEqual([{ delete: 2 }, { insert: '🛋' }]);
  });
});

describe('describeText', () => {
  test('gives a line per block and the characters of formatted text', () => {
    const fragment = new Y.Doc().getXmlFragment('d');
    fragment.insert(0, paragraphsOf('One\nTwo'));
    const list = new Y.XmlElement('bulletList');
    const item = new Y.XmlElement('listItem');
    const inner = new Y.XmlElement('paragraph');
    const bold = new Y.XmlText();
    fragment.insert(fragment.length, [list]);
    list.insert(0, [item]);
    item.insert(0, [inner]);
    inner.insert(0, [bold, new Y.XmlElement('hardBreak'), new Y.XmlText('after')]);
    bold.insert(0, 'strong', { bold: true });
    expect(describeText(fragment)).toBe('One\nTwo\nstrong\nafter');
  });

  test('of nothing is empty', () => {
    expect(describeText(new Y.Doc().getXmlFragment('d'))).toBe('');
  });
});
