import type { DocumentReference } from '../document-reference.ts';
import { type PassOptions, type ProjectionPass, projectDocuments } from './project-documents.ts';

/** Brings the rows of one document up to its newest update; waits while another process is at it. */
export async function projectDocument(
  document: DocumentReference,
  options: Pick<PassOptions, 'maySkipIncomplete'> = {},
): Promise<ProjectionPass> {
  const pass = (await projectDocuments([document], options)).get(document.documentId);
  if (!pass) throw new Error(`${document.name} is gone`);
  return pass;
}
