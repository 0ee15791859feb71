export type { Access, Authorization, Authorize, SyncUser } from './access.ts';
export { createSyncServer } from './create-sync-server.ts';
export type { DocumentLog, LogEntry, LogNews, LogPosition, StoredDocument, StoredUpdate } from './document-log.ts';
export { DocumentRejectedError } from './document-log.ts';
export type { SyncLimits } from './limits.ts';
export { DEFAULT_LIMITS } from './limits.ts';
export { MemoryDocumentLog } from './MemoryDocumentLog.ts';
export type { ConnectionIdentity, SyncLogger, SyncServer, SyncServerOptions, SyncStats } from './sync-server.ts';
export { InvalidUpdateError } from './update-content.ts';
