import { afterEach, beforeEach } from 'vitest';
import { SmallDisk } from './SmallDisk.ts';

/** How a test's processes are started, with PostgreSQL in a folder if it is given, and ended. */
interface Stage {
  readonly setOut: (folder?: string) => Promise<void>;
  readonly goHome: () => Promise<void>;
}

/** Lets the tests of a block run on a disk of so many megabytes; null where this process may not mount one. */
export function smallDiskForEach(megabytes: number, { setOut, goHome }: Stage): SmallDisk | null {
  const disk = SmallDisk.mount(megabytes);
  if (!disk)
    console.warn('SKIPPED: a full disk. This process may not mount a small file system; run the tests as root.');

  beforeEach(() => setOut(disk?.folder));
  afterEach(async () => {
    disk?.free();
    await goHome();
    disk?.unmount();
  });
  return disk;
}
