import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { DocumentFile } from '@muster/contract/collaboration/files';
import type * as Y from 'yjs';
import { MusterError } from '../../core/errors.ts';
import { maxDocumentBytes } from '../document-limits.ts';
import type { DocumentState } from '../document-thread/operation.ts';
import { atWork } from '../threads/at-work.ts';
import { docFrom, isIncomplete } from '../yjs-bytes.ts';

/** Characters that a request may carry, with some room for the rest of it. */
const mostContent = 950_000;

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** The document in a file, as of now. Throws `too_large` for one that no request could bring back. */
export async function toDocumentFile(name: string, { bytes, sequence }: DocumentState): Promise<DocumentFile> {
  const content = (await promisify(gzip)(bytes)).toString('base64');
  if (content.length > mostContent) {
    throw new MusterError('too_large', 'This document is too large for a file of its own.', {
      action: 'Keep a version of it instead, or back up everything (docs/backup.md).',
    });
  }
  const exportedAt = new Date().toISOString();
  return { format: 'muster-document', version: 1, name, exportedAt, sequence, sha256: hashOf(bytes), content };
}

/** What work on a file is said to be on (`atWork`). */
export function subjectOfFile({ sha256 }: DocumentFile): string {
  return `file ${sha256.slice(0, 31)}`;
}

/** The document in a file. Throws `invalid_input` when it is not what was exported. */
export async function fromDocumentFile(file: DocumentFile): Promise<Y.Doc> {
  const bytes = await unpack(file.content);
  if (hashOf(bytes) !== file.sha256) throw damaged();
  try {
    const doc = atWork(subjectOfFile(file), () => docFrom(bytes));
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
