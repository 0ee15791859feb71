export type { Access, Authorization, Authorize, SyncUser } from './access.ts';
export { coverageOf } from './coverage-bytes.ts';
export { createSyncServer } from './create-sync-server.ts';
export type {
  DocumentLog,
  LogEntry,
  LogNews,
  LogPosition,
  StoredDocument,
  StoredSnapshot,
  StoredUpdate,
} from './document-log.ts';
export { DocumentFullError, DocumentRejectedError } from './document-log.ts';
export { InvalidUpdateError } from './invalid-update.ts';
export type { SyncLimits } from './limits.ts';
export { DEFAULT_LIMITS } from './limits.ts';
export { MemoryDocumentLog } from './MemoryDocumentLog.ts';
export { MemoryMessageBus } from './MemoryMessageBus.ts';
export { mergeMany } from './merge-many.ts';
export type { MessageBus } from './message-bus.ts';
export type { SyncObserver, TurnedAway } from './observer.ts';
export type { ConnectionIdentity, SyncLogger, SyncServer, SyncServerOptions, SyncStats } from './sync-server.ts';
export { tooLargeReason } from './too-large.ts';
