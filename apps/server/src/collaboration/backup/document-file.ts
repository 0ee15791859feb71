import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { DocumentFile } from '@muster/contract/collaboration/files';
import * as Y from 'yjs';
import { MusterError } from '../../core/errors.ts';
import type { DocumentReference } from '../document-reference.ts';
import type { Draft } from '../edits.ts';
import { maxDocumentBytes } from '../postgres-document-log.ts';
import { docFrom, isIncomplete } from '../yjs-bytes.ts';

/** Characters that a request may carry, with some room for the rest of it. */
const mostContent = 950_000;

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** The document in a file, as of now. Throws `too_large` for one that no request could bring back. */
export async function toDocumentFile({ name }: DocumentReference, { doc, sequence }: Draft): Promise<DocumentFile> {
  const bytes = Y.encodeStateAsUpdate(doc);
  const content = (await promisify(gzip)(bytes)).toString('base64');
  if (content.length > mostContent) {
    throw new MusterError('too_large', 'This document is too large for a file of its own.', {
      action: 'Keep a version of it instead, or back up everything (docs/backup.md).',
    });
  }
  const exportedAt = new Date().toISOString();
  return { format: 'muster-document', version: 1, name, exportedAt, sequence, sha256: hashOf(bytes), content };
}

/** The document in a file. Throws `invalid_input` when it is not what was exported. */
export async function fromDocumentFile({ content, sha256 }: DocumentFile): Promise<Y.Doc> {
  const bytes = await unpack(content);
  if (hashOf(bytes) !== sha256) throw damaged();
  try {
    const doc = docFrom(bytes);
    if (!isIncomplete(doc)) return doc;
  } catch {
    // Whoever computes a fitting checksum may still write nonsense.
  }
  throw damaged();
}

/** What unpacks to more than a document may be is not even unpacked. */
async function unpack(content: string): Promise<Uint8Array> {
  try {
    return await promisify(gunzip)(Buffer.from(content, 'base64'), { maxOutputLength: maxDocumentBytes });
  } catch {
    throw damaged();
  }
}

function damaged(): MusterError {
  return new MusterError('invalid_input', 'This file was changed after it had been exported, or is damaged.', {
    action: 'Take another copy of it. Nothing was changed.',
  });
}
