import { isId } from '../../core/identifiers.ts';

/** A UUID as PostgreSQL writes it: two spellings of one id would be two entries of a document and one row. */
export function isRowId(id: string): boolean {
  return isId(id) && id === id.toLowerCase();
}
