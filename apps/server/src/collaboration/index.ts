/**
 * Live documents: their log, who may open them, the rows that follow them, and named versions. It knows no business:
 * contexts register their kinds of document here.
 */
export type { SyncObserver, SyncStats } from '@muster/sync/server';
export { accessEvents } from './access-changes.ts';
export { serveDocuments } from './document-thread/serve-documents.ts';
export { documents } from './documents.ts';
export type {
  DocumentEdit,
  DocumentKind,
  DocumentTitlesWanted,
  EditableKind,
  ProjectedDocument,
  ProjectedKind,
  Projection,
} from './registry.ts';
export { registerDocumentKind, registerEditableKind, registerProjectedKind } from './registry.ts';
export { purgeDeletedContent } from './retention/purge-documents.ts';
export { collaborationRouter } from './router.ts';
export type { RunningCollaboration } from './start.ts';
export { startCollaboration } from './start.ts';
export { storableJson } from './storable-json.ts';
export { serveUpkeep } from './upkeep/serve-upkeep.ts';
export { keepAutomaticVersions } from './versions/automatic-versions.ts';
