import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isAlive, processIdentity } from '../../scripts/postgres/process.ts';
import { freePort } from '../../scripts/postgres/server.ts';
import { eventually } from '../support/eventually.ts';
import { Launcher, runStart } from './Launcher.ts';

let dataDir = '';
let env: Record<string, string> = {};

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'muster-start-'));
  env = { DATA_DIR: dataDir, PORT: String(await freePort()) };
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

test('--help explains the options and starts nothing', () => {
  const { status, output } = runStart(env, ['--help']);
  expect(status).toBe(0);
  for (const name of ['PORT', 'DATA_DIR', 'DATABASE_URL', '--demo-size', '--no-demo']) expect(output).toContain(name);
  expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
});

describe('what stands in the way is named, with what to do', () => {
  test('a busy port', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(Number(env.PORT), '127.0.0.1', resolve));
    const { status, output } = runStart(env);
    other.close();
    expect(status).toBe(1);
    expect(output).toContain(`Port ${env.PORT} is in use by another program.`);
    expect(output).toContain(`PORT=${Number(env.PORT) + 1} npm start`);
  });

  test('an option that does not exist', () => {
    expect(runStart(env, ['--demo-size', 'gigantic']).output).toContain('--demo-size is one of small, medium, large');
    expect(runStart(env, ['--wrong']).output).toContain('npm start -- --help explains the options');
  });

  test('a start that is running with this data', () => {
    const owner = { pid: process.pid, identity: processIdentity(process.pid) };
    writeFileSync(join(dataDir, 'muster.lock'), JSON.stringify(owner));
    const { status, output } = runStart(env);
    expect(status).toBe(1);
    expect(output).toContain(`Muster is already running with this data (process ${process.pid}).`);
  });

  test('a data folder that is broken, or of another version', () => {
    const folder = join(dataDir, 'postgres');
    mkdirSync(join(folder, 'global'), { recursive: true });
    writeFileSync(join(folder, 'PG_VERSION'), '18\n');
    expect(runStart(env).output).toMatch(/cannot be used: it is incomplete[\s\S]*begin afresh: mv /);
    writeFileSync(join(folder, 'PG_VERSION'), '16\n');
    writeFileSync(join(folder, 'global', 'pg_control'), '');
    writeFileSync(`${folder}.password`, 'x');
    expect(runStart(env).output).toContain('was written by PostgreSQL 16; this version of Muster brings PostgreSQL 18');
  });

  test('a PostgreSQL that does not answer', () => {
    const { status, output } = runStart({ ...env, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
    expect(status).toBe(1);
    expect(output).toContain('The PostgreSQL of DATABASE_URL does not answer');
  });
});

test('starts, survives SIGKILL without leaving anything behind, starts again quickly, and stops cleanly', async () => {
  const postmaster = join(dataDir, 'postgres', 'postmaster.pid');
  const postgresPid = () => Number.parseInt(readFileSync(postmaster, 'utf8'), 10);

  const first = new Launcher(env);
  await first.ready();
  expect(first.output).toContain(`http://localhost:${env.PORT}`);
  expect((await fetch(`http://localhost:${env.PORT}/readyz`)).status).toBe(200);
  expect((await fetch(`http://localhost:${env.PORT}/`, { headers: { accept: 'text/html' } })).status).toBe(200);
  const orphan = postgresPid();
  await first.end('SIGKILL');
  await eventually('PostgreSQL ended with its launcher', () => !isAlive(orphan), 30_000);
  const serverAnswers = () =>
    fetch(`http://localhost:${env.PORT}/healthz`).then(
      () => true,
      () => false,
    );
  await eventually('the server ended with its launcher', async () => !(await serverAnswers()), 30_000);

  // Worse: the lock of a PostgreSQL whose process id belongs to another program by now.
  writeFileSync(postmaster, `${process.pid}\n${join(dataDir, 'postgres')}\n`);
  const second = new Launcher(env);
  await second.ready();
  expect(second.output).toContain('An earlier start was killed');

  // The server alone is killed: it comes back by itself.
  const pid = serverPid(second.pid);
  process.kill(pid, 'SIGKILL');
  await eventually('the server is back', async () => !isAlive(pid) && (await serverAnswers()), 30_000);

  expect(await second.end('SIGTERM')).toBe(0);
  expect(second.output).toContain('Stopped. The data stays.');
  expect(existsSync(postmaster)).toBe(false);
  expect(existsSync(join(dataDir, 'muster.lock'))).toBe(false);
}, 180_000);

/** The launcher's child that is the server. */
function serverPid(launcher: number): number {
  const children = readFileSync(`/proc/${launcher}/task/${launcher}/children`, 'utf8').trim().split(' ');
  const server = children.find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('dist/main.js'));
  if (!server) throw new Error('The launcher has no server.');
  return Number(server);
}
