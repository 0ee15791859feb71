import { expect, it } from 'vitest';
import { type ExportProgress, readExport } from './read-export.ts';

it('counts the entries that have arrived and never more than there are', async () => {
  const pieces = ['id,name\r\n1,', 'Ada\r\n2,Eve\r\n', '3,"Two\nlines"\r\n'];
  const body = new ReadableStream<Uint8Array>({
    start(stream) {
      for (const piece of pieces) stream.enqueue(new TextEncoder().encode(piece));
      stream.close();
    },
  });
  const seen: ExportProgress[] = [];
  const blob = await readExport(new Response(body), 3, (progress) => seen.push(progress));
  expect(await blob.text()).toBe(pieces.join(''));
  expect(seen.map(({ done }) => done)).toEqual([1, 3, 3]);
});
