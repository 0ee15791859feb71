import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../repository.ts';
import { readSettings } from './settings.ts';

test('without options and environment: this machine only, port 3000, ./.data, a small demo', () => {
  expect(readSettings([], {})).toEqual({
    port: 3000,
    host: '127.0.0.1',
    publicUrl: 'http://localhost:3000',
    dataDir: join(repositoryRoot, '.data'),
    databaseUrl: undefined,
    demo: true,
    demoSize: 'small',
    showLogs: false,
  });
});

test('options and environment move everything', () => {
  const env = { PORT: '3100', HOST: '0.0.0.0', DATA_DIR: '/srv/muster', DATABASE_URL: 'postgres://db/muster' };
  expect(readSettings(['--demo-size', 'large', '--logs'], env)).toMatchObject({
    port: 3100,
    publicUrl: 'http://localhost:3100',
    dataDir: '/srv/muster',
    databaseUrl: 'postgres://db/muster',
    demoSize: 'large',
    showLogs: true,
  });
  expect(readSettings(['--no-demo'], {}).demo).toBe(false);
  expect(readSettings([], { MUSTER_DEMO: '0' }).demo).toBe(false);
  // An empty variable is one that was not meant.
  expect(readSettings([], { DATABASE_URL: '' }).databaseUrl).toBeUndefined();
});

test.each(['0', '70000', 'http', '3.5'])('refuses PORT=%s', (PORT) => {
  expect(() => readSettings([], { PORT })).toThrow(/which is no port/);
});
