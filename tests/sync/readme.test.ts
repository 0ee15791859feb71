import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { freePort } from '../../scripts/postgres/server.ts';
import { inRepository } from '../../scripts/repository.ts';
import { createEmptyDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { SocketClass } from './replica.ts';
import { makeStrangersFolder } from './strangers-folder.ts';

const folder = await makeStrangersFolder();

/** A program of packages/sync/README.md, saved where somebody has installed the package, and its output. */
class Program {
  readonly #file: string;
  readonly #env: NodeJS.ProcessEnv;
  #child: ChildProcess | undefined;
  output = '';

  constructor(name: string, env: NodeJS.ProcessEnv) {
    const readme = readFileSync(inRepository('packages/sync/README.md'), 'utf8');
    const [, code] = new RegExp(`\`\`\`js ${name}\\n([\\s\\S]*?)\`\`\``).exec(readme) ?? [];
    if (!code) throw new Error(`packages/sync/README.md shows no ${name} any more.`);
    this.#file = join(folder, `${name}.mjs`);
    this.#env = env;
    writeFileSync(this.#file, code);
  }

  async start(): Promise<void> {
    const env = { ...process.env, ...this.#env };
    this.output = '';
    this.#child = spawn(process.execPath, [this.#file], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.output += chunk.toString();
      });
    }
    await eventually('the server to listen', () => this.output.includes('ws://'));
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }
}

const programs: Program[] = [];
const providers: WebsocketProvider[] = [];
const database = await createEmptyDatabase();

afterEach(async () => {
  for (const provider of providers.splice(0)) provider.destroy();
  for (const program of programs.splice(0)) await program.kill();
});

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await database.drop();
});

async function run(name: string, port: number): Promise<Program> {
  const program = new Program(name, { PORT: String(port), DATABASE_URL: database.url });
  programs.push(program);
  await program.start();
  return program;
}

/** Opens the document "notes" with the stock client. */
function open(port: number, params: Record<string, string> = {}): Y.Map<unknown> {
  const doc = new Y.Doc();
  const options = { params, WebSocketPolyfill: SocketClass, disableBc: true };
  providers.push(new WebsocketProvider(`ws://localhost:${port}/sync`, 'notes', doc, options));
  return doc.getMap('notes');
}

test('the server in memory: one person writes, another reads, a guest changes nothing, a stranger is sent away', async () => {
  const port = await freePort();
  const program = await run('server-in-memory', port);
  const [ana, bob, guest] = ['ana', 'bob', 'guest'].map((user) => open(port, { user }));
  ana?.set('first', 'hello');
  await eventually('the others to hear', () => bob?.get('first') === 'hello' && guest?.get('first') === 'hello');
  guest?.set('second', 'refused');
  bob?.set('third', 'goodbye');
  await eventually('the next edit', () => ana?.get('third') === 'goodbye');
  expect(ana?.has('second')).toBe(false);
  expect(program.output).toContain('notes is stored up to 2');
  const closed = new Promise((resolve) => {
    const socket = new SocketClass(`ws://localhost:${port}/sync/notes`);
    socket.onclose = ({ code, reason }) => resolve([code, reason]);
  });
  expect(await closed).toEqual([4401, 'Say who you are.']);
});

test('the server on PostgreSQL: what another has seen is there after a kill', async () => {
  const port = await freePort();
  const program = await run('server-on-postgresql', port);
  const [ana, bob] = [open(port), open(port)];
  for (let count = 0; count < 20; count++) ana.set(`note ${count}`, count);
  await eventually('the other to have all', () => bob.size === 20);
  for (const provider of providers.splice(0)) provider.destroy();
  await program.kill();
  await program.start();
  const carl = open(port);
  await eventually('all of it', () => carl.size === 20);
  carl.set('after the kill', true);
  const dora = open(port);
  await eventually('the numbers to go on', () => dora.get('after the kill') === true);
});

const typed = `import { LiveDocumentProvider, type LiveStatus } from '@muster/sync/client';
import { createSyncServer, MemoryDocumentLog, type Authorize } from '@muster/sync/server';
import * as Y from 'yjs';
const user = { id: 'ana', name: 'Ana', color: 'teal' };
const authorize: Authorize = async (_request, name) => ({ ok: true, documentId: name, access: 'write', sessionId: 'one', user });
export const connections: number = createSyncServer({ log: new MemoryDocumentLog(), authorize }).stats().connections;
const unsaved = { loadUnsavedCount: async () => 0, storeUnsavedCount: async () => undefined };
const status: LiveStatus = new LiveDocumentProvider('ws://localhost/sync', 'notes', new Y.Doc(), unsaved).getStatus();
// @ts-expect-error The types are there: nothing is saved by that name.
export const nonsense = status.save === 'nonsense';
`;

test('the types of the package are enough for a strict program', () => {
  writeFileSync(join(folder, 'typed.mts'), typed);
  const compiler = inRepository('node_modules/typescript/bin/tsc');
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--types', 'node', '--lib', 'es2023,dom'];
  expect(() => execFileSync(process.execPath, [compiler, ...options, 'typed.mts'], { cwd: folder })).not.toThrow();
});
