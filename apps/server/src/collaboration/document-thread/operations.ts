import { copyFile, restoreFromFile, writeFile, writeVersionFile } from '../backup/file-operations.ts';
import { findDeleted, removeDeleted, removeFromVersion } from '../retention/purge-operations.ts';
import {
  describeDocument,
  describeVersion,
  readDeletions,
  readState,
  readStateUpTo,
  restoreFromVersion,
} from '../versions/version-operations.ts';
import type { DocumentOperation } from './operation.ts';
import { runEdit } from './run-edit.ts';

const operations: readonly DocumentOperation<never, unknown>[] = [
  runEdit,
  readDeletions,
  readState,
  readStateUpTo,
  describeDocument,
  describeVersion,
  restoreFromVersion,
  writeFile,
  writeVersionFile,
  restoreFromFile,
  copyFile,
  findDeleted,
  removeDeleted,
  removeFromVersion,
];

/** The operation of this name. Throws when there is none. */
export function operationNamed(name: string): DocumentOperation<never, unknown> {
  const found = operations.find((operation) => operation.name === name);
  if (!found) throw new Error(`there is no work on documents that is called ${name}`);
  return found;
}
