import { randomBytes, randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { log } from '../log.ts';

/** A key by which fields are sealed; its id is written into everything it seals. */
export interface SealingKey {
  id: string;
  /** 32 bytes. */
  bytes: Buffer;
}

export interface KeyRing {
  /** Seals what is new. */
  current: SealingKey;
  /** Opens what was sealed before, too. */
  byId: ReadonlyMap<string, SealingKey>;
}

const keyPattern = /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/_=-]{43,44})$/;

let ring: KeyRing | undefined;

/** The keys of this process. @throws Error before {@link openKeyRing} */
export function keyRing(): KeyRing {
  if (!ring) throw new Error('openKeyRing() must be called before anything is sealed.');
  return ring;
}

/**
 * Takes the keys from `keys` (MUSTER_KEYS), else from a file in the data folder, which is made when there is none:
 * good enough to try Muster, and whoever copies the folder has the keys.
 */
export function openKeyRing(keys: string | undefined, dataFolder: string): void {
  ring = parseKeyRing(keys ?? keptKeys(dataFolder));
}

/** Reads `id:key,id:key`, where a key is 32 bytes in base64; the first one seals. @throws Error when it is none */
export function parseKeyRing(text: string): KeyRing {
  const keys = text
    .trim()
    .split(/[\s,]+/)
    .map(parseKey);
  const [current] = keys;
  if (!current) throw new Error('MUSTER_KEYS holds no key.');
  const byId = new Map(keys.map((key) => [key.id, key]));
  if (byId.size < keys.length) throw new Error('MUSTER_KEYS names two keys alike: each needs an id of its own.');
  return { current, byId };
}

function parseKey(text: string): SealingKey {
  const [, id = '', encoded = ''] = keyPattern.exec(text) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length !== 32) {
    // The text is a secret: it is not repeated.
    throw new Error('MUSTER_KEYS must be id:key[,id:key…], each key 32 random bytes in base64.');
  }
  return { id, bytes };
}

/** Several servers may share the folder and start at once: whoever finds the file finds all of it. @throws EEXIST */
function placeOnce(file: string, text: string): void {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, text, { mode: 0o600 });
  try {
    linkSync(draft, file);
  } finally {
    unlinkSync(draft);
  }
}

function keptKeys(dataFolder: string): string {
  const file = join(dataFolder, 'keys');
  try {
    mkdirSync(dataFolder, { recursive: true });
    // Not the day alone: one made after a restore, as the old one was forgotten, must be told from it, and may stand beside it.
    const id = `${new Date().toISOString().slice(0, 10)}-${randomBytes(3).toString('hex')}`;
    placeOnce(file, `${id}:${randomBytes(32).toString('base64')}\n`);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  log.warn({ file }, 'the keys of encrypted fields lie in a file, as MUSTER_KEYS is not set: without it they are lost');
  return readFileSync(file, 'utf8');
}
