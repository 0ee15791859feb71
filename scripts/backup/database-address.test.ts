import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { reachDatabase } from './database-address.ts';

test('where there is no data nothing is made, and it is said what to name', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'muster-no-data-'));
  const reached = reachDatabase({ DATA_DIR: folder });
  await expect(reached).rejects.toMatchObject({
    message: expect.stringContaining(folder),
    action: expect.stringContaining('DATA_DIR'),
  });
  expect(readdirSync(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
});
