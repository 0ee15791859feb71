import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { errorText, StartProblem } from '../problem.ts';
import {
  type BackupHeader,
  type BackupTable,
  type BackupTrailer,
  isHeader,
  isTable,
  isTrailer,
} from './backup-lines.ts';

/** What a backup holds, line by line. */
export type BackupPart =
  | { kind: 'header'; header: BackupHeader }
  | { kind: 'table'; table: BackupTable }
  | { kind: 'row'; row: string }
  | { kind: 'trailer'; trailer: BackupTrailer };

/**
 * Reads a backup from its beginning to its end.
 * @throws StartProblem when the file is none, is cut short, or differs from what was written
 */
export async function* readBackup(file: string): AsyncGenerator<BackupPart> {
  const hash = createHash('sha256');
  const counted = { tables: 0, rows: 0 };
  let isFirst = true;
  let complete = false;
  for await (const line of linesOf(file)) {
    const part = isFirst ? headerIn(line, file) : partIn(line, file);
    isFirst = false;
    if (part.kind === 'trailer') {
      requireEqual(part.trailer, { ...counted, sha256: hash.digest('hex') }, file);
      complete = true;
    } else hash.update(`${line}\n`);
    if (part.kind === 'table') counted.tables += 1;
    if (part.kind === 'row') counted.rows += 1;
    yield part;
  }
  if (!complete) throw damaged(file, 'it ends too early');
}

async function* linesOf(file: string): AsyncGenerator<string> {
  // Called without an error as soon as all was unpacked, while the end of it still waits to be read here.
  const unpacked = pipeline(createReadStream(file), createGunzip(), (error) => error && unpacked.destroy(error));
  try {
    // What has come of a line that goes on. A document's may take 40 MB, and is not looked through with every chunk.
    let begun: string[] = [];
    for await (const chunk of unpacked.setEncoding('utf8')) {
      const [end = '', ...others]: string[] = String(chunk).split('\n');
      begun.push(end);
      const rest = others.pop();
      if (rest === undefined) continue;
      yield begun.join('');
      yield* others;
      begun = [rest];
    }
  } catch (error) {
    throw error instanceof StartProblem ? error : damaged(file, errorText(error));
  }
}

function headerIn(line: string, file: string): BackupPart {
  const header = valueIn(line, file);
  if (isHeader(header) && header.version === 1) return { kind: 'header', header };
  throw damaged(file, 'it does not begin as a backup of Muster does');
}

function partIn(line: string, file: string): BackupPart {
  const value = valueIn(line, file);
  if (typeof value === 'string') return { kind: 'row', row: value };
  if (isTable(value)) return { kind: 'table', table: value };
  if (isTrailer(value)) return { kind: 'trailer', trailer: value };
  throw damaged(file, 'it holds a line that belongs in no backup');
}

function valueIn(line: string, file: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw damaged(file, 'it holds a line that cannot be read');
  }
}

function requireEqual(written: BackupTrailer, read: BackupTrailer, file: string): void {
  const isEqual = written.sha256 === read.sha256 && written.rows === read.rows && written.tables === read.tables;
  if (!isEqual) throw damaged(file, 'its checksum is wrong');
}

function damaged(file: string, reason: string): StartProblem {
  return new StartProblem(
    `${file} cannot be restored: ${reason}.`,
    'Take another copy of it, or an older backup. Nothing was changed.',
  );
}
