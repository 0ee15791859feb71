import { expect, test } from 'vitest';
import { readClusterSettings } from './settings.ts';

test('--nodes says how many servers there are, three unless told otherwise', () => {
  expect(readClusterSettings([], {}).nodes).toBe(3);
  expect(readClusterSettings(['--nodes', '2', '--no-demo'], {})).toMatchObject({ nodes: 2, demo: false });
  expect(readClusterSettings(['--logs', '--nodes=1'], {})).toMatchObject({ nodes: 1, showLogs: true });
});

test.each([['--nodes'], ['--nodes', 'many'], ['--nodes=0'], ['--nodes', '1000']])('%s %s is explained', (...args) => {
  expect(() => readClusterSettings(args, {})).toThrow(/no number of servers/);
});
