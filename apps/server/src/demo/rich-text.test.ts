import { describeText } from '@muster/contract/work/board-text';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { appendBlocks } from './rich-text.ts';

test('blocks become the nodes and marks of the editor', () => {
  const fragment = new Y.Doc().getXmlFragment('text');
  appendBlocks(fragment, [{ heading: 'Job' }, 'Call **first** please.', { list: ['Stairs', 'Piano'] }]);
  expect(describeText(fragment)).toBe('Job\nCall first please.\nStairs\nPiano');
  expect(fragment.toString()).toBe(
    '<heading level="3">Job</heading>' +
      '<paragraph>Call <bold>first</bold> please.</paragraph>' +
      '<bulletlist><listitem><paragraph>Stairs</paragraph></listitem><listitem><paragraph>Piano</paragraph></listitem></bulletlist>',
  );
});
